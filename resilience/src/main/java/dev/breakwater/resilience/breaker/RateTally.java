package dev.breakwater.resilience.breaker;

import dev.breakwater.resilience.breaker.BreakerConfig.WindowType;
import dev.breakwater.resilience.time.TimeSource;
import org.jspecify.annotations.Nullable;

/** Trips when too large a share of the calls in a sliding window failed or was slow. */
final class RateTally implements Tally {
    private final TimeSource time;
    private BreakerConfig config;
    private SlidingWindow window;
    private volatile @Nullable String tripped;

    RateTally(BreakerConfig config, TimeSource time) {
        this.config = config;
        this.time = time;
        this.window = config.windowType() == WindowType.COUNT
                ? new SlidingWindow.OfCalls(config.window())
                : new SlidingWindow.OfSeconds(config.window(), time);
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
        // Shares are compared as quotients: 7 of 100 is 0.07, but 0.07 × 100 is a little more than 7.
        if ((double) window.failures / window.calls >= config.failureRate()) {
            return window.failures + " of " + window.calls + " calls failed";
        }
        if ((double) window.slow / window.calls >= config.slowRate()) {
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
        if (next.windowType() != config.windowType()) {
            return new RateTally(next, time);
        }
        config = next;
        window = window.resized(next.window());
        tripped = verdict();
        return this;
    }
}
