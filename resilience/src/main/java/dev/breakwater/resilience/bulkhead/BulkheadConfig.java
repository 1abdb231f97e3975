package dev.breakwater.resilience.bulkhead;

import org.jspecify.annotations.Nullable;

/**
 * How many calls to a dependency may run at once. Immutable; the constructor refuses figures out of range.
 *
 * @param max calls at once, or the most that an adaptive limit may reach; 1 to 100,000, default 20
 * @param queue calls that may wait for a permit, each at most as long as its deadline and its timeout; 0 to 100,000,
 *     default 0: fail at once
 * @param limit how the limit is found; default {@code FIXED}
 * @param of another policy whose permits this one takes instead of having its own, so that what matters less can be shed
 *     first: then {@code max} and {@code limit} are that policy's, and its own calls never queue. Null, the default, for its
 *     own
 * @param share how much of the limit may be in use when this policy takes a permit; above 0, at most 1, default 1. Below
 *     1 its calls are refused while others, with a larger share, still pass; such calls never queue
 */
public record BulkheadConfig(
        int max, int queue, Kind limit, @Nullable String of, double share) {

    /** How the limit is found. */
    public enum Kind {
        /** It is {@code max}. */
        FIXED,
        /** From the latency against its long average. */
        GRADIENT2,
        /** From the latency against the least seen. */
        VEGAS
    }

    public static final BulkheadConfig DEFAULTS = new BulkheadConfig(20, 0, Kind.FIXED, null, 1);

    public BulkheadConfig {
        if (max < 1 || max > 100_000) {
            throw new IllegalArgumentException("bulkhead.max is " + max + "; it must be 1 to 100000");
        }
        if (queue < 0 || queue > 100_000) {
            throw new IllegalArgumentException("bulkhead.queue is " + queue + "; it must be 0 to 100000");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("bulkhead.share is " + share + "; it must be above 0 and at most 1");
        }
    }

    /** With permits of its own, all of which it may use. */
    public BulkheadConfig(int max, int queue, Kind limit) {
        this(max, queue, limit, null, 1);
    }
}
