package dev.breakwater.resilience.breaker;

import dev.breakwater.resilience.breaker.BreakerConfig.WindowType;
import dev.breakwater.resilience.time.TimeSource;
import org.jspecify.annotations.Nullable;

/** Trips when too large a share of the calls in a sliding window failed or was slow. */
final class RateTally implements Tally {
    private final BreakerConfig config;
    private final TimeSource time;
    private final SlidingWindow window;
    private volatile @Nullable String tripped;

    RateTally(BreakerConfig config, TimeSource time) {
        this(
                config,
                time,
                config.windowType() == WindowType.COUNT
                        ? new SlidingWindow.OfCalls(config.window())
                        : new SlidingWindow.OfSeconds(config.window(), time));
    }

    private RateTally(BreakerConfig config, TimeSource time, SlidingWindow window) {
        this.config = config;
        this.time = time;
        this.window = window;
    }

    @Override
    public void success(long elapsedNanos) {
        record(false, elapsedNanos);
    }

    @Override
    public void failure(long elapsedNanos) {
        record(true, elapsedNanos);
    }

    private synchronized void record(boolean failed, long elapsedNanos) {
        if (tripped == null) {
            window.record(failed, elapsedNanos >= config.slowCall().toNanos());
            tripped = verdict();
        }
    }

    private @Nullable String verdict() {
        if (window.calls < config.minimumCalls()) {
            return null;
        }
        if (window.failures >= config.failureRate() * window.calls) {
            return window.failures + " of " + window.calls + " calls failed";
        }
        if (window.slow > 0 && window.slow >= config.slowRate() * window.calls) {
            return window.slow + " of " + window.calls + " calls were slow";
        }
        return null;
    }

    @Override
    public @Nullable String tripped() {
        return tripped;
    }

    @Override
    public synchronized Tally under(BreakerConfig next) {
        if (window instanceof SlidingWindow.OfCalls calls && next.windowType() == WindowType.COUNT) {
            return new RateTally(next, time, calls.resized(next.window()));
        }
        if (window instanceof SlidingWindow.OfSeconds seconds && next.windowType() == WindowType.TIME) {
            return new RateTally(next, time, seconds.resized(next.window()));
        }
        return new RateTally(next, time);
    }
}
