package dev.breakwater.resilience.bulkhead;

/**
 * How many calls to a dependency may run at once. Immutable; the constructor refuses figures out of range.
 *
 * @param max calls at once, or the most that an adaptive limit may reach; 1 to 100,000, default 20
 * @param queue calls that may wait for a permit, each at most as long as its deadline and its timeout; 0 to 100,000,
 *     default 0: fail at once
 * @param limit how the limit is found; default {@code FIXED}
 */
public record BulkheadConfig(int max, int queue, Kind limit) {

    /** How the limit is found. */
    public enum Kind {
        /** It is {@code max}. */
        FIXED,
        /** From the latency against its long average. */
        GRADIENT2,
        /** From the latency against the least seen. */
        VEGAS
    }

    public static final BulkheadConfig DEFAULTS = new BulkheadConfig(20, 0, Kind.FIXED);

    public BulkheadConfig {
        if (max < 1 || max > 100_000) {
            throw new IllegalArgumentException("bulkhead.max is " + max + "; it must be 1 to 100000");
        }
        if (queue < 0 || queue > 100_000) {
            throw new IllegalArgumentException("bulkhead.queue is " + queue + "; it must be 0 to 100000");
        }
    }
}
