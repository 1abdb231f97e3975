package dev.breakwater.drill.drills;

/**
 * What may not be exceeded during the fault.
 *
 * @param goodCompared share of good checkouts in the run without protection, where that must be seen to collapse
 * @param degraded share of degraded checkouts in the protected run
 * @param callsPerCheckout attempts at what is broken, for each checkout of the protected run
 */
public record Limits(double goodCompared, double degraded, double callsPerCheckout) {
    public static final Limits NONE = new Limits(1, 1, Double.POSITIVE_INFINITY);

    /** The unprotected system must be seen to collapse. */
    static final Limits COLLAPSE = new Limits(0.10, 1, Double.POSITIVE_INFINITY);

    static Limits degraded(double share) {
        return new Limits(1, share, Double.POSITIVE_INFINITY);
    }

    static Limits callsPerCheckout(double calls) {
        return new Limits(1, 1, calls);
    }
}
