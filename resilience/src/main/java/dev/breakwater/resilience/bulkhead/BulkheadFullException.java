package dev.breakwater.resilience.bulkhead;

import dev.breakwater.resilience.RejectedException;

/** As many calls as may run at once are running, and as many as may wait are waiting. */
public final class BulkheadFullException extends RejectedException {
    private static final long serialVersionUID = 1L;

    private final int max;
    private final int queue;

    BulkheadFullException(String policy, int max, int queue) {
        super(policy, 0);
        this.max = max;
        this.queue = queue;
    }

    /** Whether it is still true of these figures. */
    boolean says(int currentMax, int currentQueue) {
        return max == currentMax && queue == currentQueue;
    }

    @Override
    public String kind() {
        return "bulkhead-full";
    }

    @Override
    public String getMessage() {
        return "bulkhead '" + policy() + "' is full: " + max + " of " + max + " calls are running"
                + (queue > 0 ? " and " + queue + " of " + queue + " are waiting" : "");
    }
}
