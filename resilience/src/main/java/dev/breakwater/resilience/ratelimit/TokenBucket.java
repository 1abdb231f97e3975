package dev.breakwater.resilience.ratelimit;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One client's token bucket as a single number: when it will be full again (the generic cell rate algorithm, ITU-T
 * I.371). Times are nanoseconds since the limiter began, so never negative. A full bucket lies in the past, so forgetting
 * it and making a new one is the same. Thread-safe, lock-free.
 */
final class TokenBucket {
    private static final long RETIRED = -1;

    private final AtomicLong fullAtNanos;

    /** A full bucket. */
    TokenBucket(long nowNanos) {
        fullAtNanos = new AtomicLong(nowNanos);
    }

    /** Takes a token if there is one; null where the bucket was retired and another must be asked. */
    @Nullable
    RateLimit tryTake(RateLimitConfig config, long nowNanos) {
        long cost = config.costNanos();
        long capacity = config.capacityNanos();
        while (true) {
            long fullAt = fullAtNanos.get();
            if (fullAt == RETIRED) {
                return null;
            }
            long emptied = Math.max(0, fullAt - nowNanos);
            if (emptied + cost > capacity) {
                return new RateLimit(false, 0, emptied, emptied + cost - capacity);
            }
            long after = emptied + cost;
            if (fullAtNanos.compareAndSet(fullAt, nowNanos + after)) {
                return new RateLimit(true, (int) ((capacity - after) / cost), after, 0);
            }
        }
    }

    /** Leaves as many tokens under other figures as there are now, or as many as fit. */
    void rescale(RateLimitConfig before, RateLimitConfig next, long nowNanos) {
        long fullAt = fullAtNanos.get();
        while (fullAt != RETIRED) {
            long leftNanos = before.capacityNanos() - Math.max(0, fullAt - nowNanos);
            double tokens = Math.min(next.burst(), Math.max(0, leftNanos) / (double) before.costNanos());
            long emptied = next.capacityNanos() - (long) (tokens * next.costNanos());
            if (fullAtNanos.compareAndSet(fullAt, nowNanos + emptied)) {
                return;
            }
            fullAt = fullAtNanos.get();
        }
    }

    /** Takes a full bucket out of use; false where it is not full. */
    boolean retireIfFull(long nowNanos) {
        long fullAt = fullAtNanos.get();
        return fullAt <= nowNanos && fullAtNanos.compareAndSet(fullAt, RETIRED);
    }
}
