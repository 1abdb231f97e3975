package dev.breakwater.resilience.bulkhead;

import dev.breakwater.resilience.RejectedException;

/** The load is high, and what matters more has the permits that are left. */
public final class ShedException extends RejectedException {
    private static final long serialVersionUID = 1L;

    private final String bulkhead;
    private final int part;
    private final int max;

    ShedException(String policy, String bulkhead, int part, int max) {
        super(policy, 0);
        this.bulkhead = bulkhead;
        this.part = part;
        this.max = max;
    }

    @Override
    public String kind() {
        return "shed";
    }

    @Override
    public String getMessage() {
        return "'" + policy() + "' was shed: it may take permits of bulkhead '" + bulkhead + "' while fewer than "
                + part + " of its " + max + " are in use; the rest is for what matters more";
    }
}
