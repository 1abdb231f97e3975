package dev.breakwater.resilience.retry;

/** The wait before a retry, as pure mathematics. */
public final class Backoff {
    private Backoff() {}

    /**
     * Exponential backoff: {@code min(base × multiplier^(retry−1), cap)}, and only then jitter, so that callers stay
     * apart at the cap too. Full jitter is that of Brooker, "Exponential Backoff And Jitter" (AWS, 2015).
     *
     * @param retry which retry this is, from 1
     * @param random a number from 0 (inclusive) to 1 (exclusive)
     * @return nanoseconds to wait
     */
    public static long nanos(RetryConfig config, int retry, double random) {
        double grown = config.base().toNanos() * Math.pow(config.multiplier(), retry - 1.0);
        double capped = Math.min(grown, config.cap().toNanos());
        return switch (config.jitterMode()) {
            case ADDITIVE -> (long) (capped * (1 + config.jitter() * random));
            case FULL -> (long) (capped * random);
        };
    }

    /** The longest that all waits between the attempts can take together, in nanoseconds. */
    public static long longestTotalNanos(RetryConfig config) {
        long total = 0;
        for (int retry = 1; retry < config.maxAttempts(); retry++) {
            total += nanos(config, retry, Math.nextDown(1.0));
        }
        return total;
    }
}
