package dev.breakwater.resilience.limit;

/**
 * Finds how many calls may run at once. Thread-safe. Only the algorithm: {@code Bulkhead} enforces what it says.
 */
public interface Limit {

    /** Calls that may run at once now; at least 1. */
    int current();

    /**
     * Learns from one finished call.
     *
     * @param elapsedNanos how long it took
     * @param inFlight calls that ran when it ended, itself included
     * @param dropped true where it failed: timed out, was refused for overload, or could not be answered
     */
    void onSample(long elapsedNanos, int inFlight, boolean dropped);
}
