package dev.breakwater.resilience.breaker;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Trips after so many failures in a row. */
final class ConsecutiveTally implements Tally {
    private final int limit;
    private final AtomicInteger failures;

    ConsecutiveTally(int limit) {
        this(limit, new AtomicInteger());
    }

    private ConsecutiveTally(int limit, AtomicInteger failures) {
        this.limit = limit;
        this.failures = failures;
    }

    @Override
    public void success(long elapsedNanos) {
        int count = failures.get();
        // A tripped tally stays tripped; a clean one is only read, so that threads do not fight over its cache line.
        while (count > 0 && count < limit && !failures.compareAndSet(count, 0)) {
            count = failures.get();
        }
    }

    @Override
    public void failure(long elapsedNanos) {
        int count = failures.get();
        while (count < limit && !failures.compareAndSet(count, count + 1)) {
            count = failures.get();
        }
    }

    @Override
    public @Nullable String tripped() {
        return failures.get() >= limit ? limit + " calls in a row failed" : null;
    }

    @Override
    public Tally under(BreakerConfig config) {
        return new ConsecutiveTally(config.failures(), failures);
    }
}
