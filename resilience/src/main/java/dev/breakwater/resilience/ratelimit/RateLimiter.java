package dev.breakwater.resilience.ratelimit;

import dev.breakwater.resilience.time.TimeSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket for each client, in bounded memory. Thread-safe.
 *
 * <p>A bucket that is full again holds nothing worth remembering, so full buckets, and only they, make place for new
 * clients: nobody gets a fresh burst by being forgotten. Where more clients than fit are drained at once, those who come
 * then share one bucket until there is place.
 */
public final class RateLimiter {
    private static final long SWEEP_NANOS = 100_000_000L;

    private final TimeSource time;
    private final ConcurrentHashMap<String, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final TokenBucket shared = new TokenBucket(0);
    private final AtomicLong nextSweepNanos = new AtomicLong();
    private final long originNanos;
    private volatile RateLimitConfig config;

    public RateLimiter(RateLimitConfig config, TimeSource time) {
        this.config = config;
        this.time = time;
        this.originNanos = time.nanoTime();
    }

    /** Takes one token of the client's bucket, if there is one. */
    public RateLimit tryAcquire(String client) {
        RateLimitConfig figures = config;
        RateLimit answer = null;
        while (answer == null) { // a bucket that was swept away at this moment is looked up again
            long now = sinceOrigin();
            answer = bucketOf(client, figures, now).tryTake(figures, now);
        }
        return answer;
    }

    /** Never negative, whatever the clock does: to a bucket that has a meaning of its own. */
    private long sinceOrigin() {
        return Math.max(0, time.nanoTime() - originNanos);
    }

    private TokenBucket bucketOf(String client, RateLimitConfig figures, long now) {
        TokenBucket known = buckets.get(client);
        if (known != null) {
            return known;
        }
        if (buckets.size() >= figures.maxClients()) {
            sweep(now);
            if (buckets.size() >= figures.maxClients()) {
                return shared;
            }
        }
        return buckets.computeIfAbsent(client, ignored -> new TokenBucket(now));
    }

    /** Forgets full buckets; at most ten times a second, so that a flood of new clients cannot make it the work. */
    private void sweep(long now) {
        long due = nextSweepNanos.get();
        if (now >= due && nextSweepNanos.compareAndSet(due, now + SWEEP_NANOS)) {
            buckets.values().removeIf(bucket -> bucket.retireIfFull(now));
        }
    }

    /** The figures in force. */
    public RateLimitConfig config() {
        return config;
    }

    /**
     * Puts other figures in force. Clients keep the tokens they have left, as many as fit; a larger burst is earned. A
     * request at the very moment may be measured by either figures.
     */
    public synchronized void reconfigure(RateLimitConfig next) {
        RateLimitConfig before = config;
        config = next;
        long now = sinceOrigin();
        buckets.values().forEach(bucket -> bucket.rescale(before, next, now));
        shared.rescale(before, next, now);
    }

    /** Clients remembered one by one. */
    public int clients() {
        return buckets.size();
    }
}
