package dev.breakwater.resilience.bulkhead;

import dev.breakwater.resilience.RejectedException;

/** As many calls as may run at once are running, and as many as may wait are waiting. */
public final class BulkheadFullException extends RejectedException {
    private static final long serialVersionUID = 1L;

    private final String bulkhead;
    private final int max;
    private final int queue;

    BulkheadFullException(String policy, String bulkhead, int max, int queue) {
        super(policy, 0);
        this.bulkhead = bulkhead;
        this.max = max;
        this.queue = queue;
    }

    @Override
    public String kind() {
        return "bulkhead-full";
    }

    @Override
    public String getMessage() {
        return "bulkhead '" + bulkhead + "' is full: " + max + " of " + max + " calls are running"
                + (queue > 0 ? " and " + queue + " of " + queue + " are waiting" : "");
    }
}
