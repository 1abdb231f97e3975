package dev.breakwater.resilience.ratelimit;

/**
 * How much one client may ask for. Immutable; the constructor refuses figures out of range.
 *
 * @param burst requests at once; 1 to 1,000,000, default 100
 * @param perSecond requests a second in the long run; enough to fill a burst within 30 days, at most 1,000,000, default
 *     10
 * @param maxClients clients remembered one by one, some 100 bytes each; 1 to 10,000,000, default 100,000
 */
public record RateLimitConfig(int burst, double perSecond, int maxClients) {
    private static final double LONGEST_FILL_SECONDS = 30 * 86_400; // far from where nanoseconds overflow

    public static final RateLimitConfig DEFAULTS = new RateLimitConfig(100, 10, 100_000);

    public RateLimitConfig {
        require(burst >= 1 && burst <= 1_000_000, "burst", burst, "1 to 1000000");
        require(perSecond > 0 && perSecond <= 1_000_000, "per-second", perSecond, "above 0 and at most 1000000");
        require(
                burst / perSecond <= LONGEST_FILL_SECONDS,
                "per-second",
                perSecond,
                "enough to fill a burst of " + burst + " within 30 days");
        require(maxClients >= 1 && maxClients <= 10_000_000, "max-clients", maxClients, "1 to 10000000");
    }

    /** Nanoseconds that one request costs. */
    long costNanos() {
        return (long) (1e9 / perSecond);
    }

    /** Nanoseconds that fill an empty bucket. */
    long capacityNanos() {
        return costNanos() * burst;
    }

    private static void require(boolean holds, String property, Object value, String limit) {
        if (!holds) {
            throw new IllegalArgumentException(property + " is " + value + "; it must be " + limit);
        }
    }
}
