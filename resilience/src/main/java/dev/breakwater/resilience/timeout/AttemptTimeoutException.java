package dev.breakwater.resilience.timeout;

import java.util.concurrent.TimeUnit;

/** An attempt did not end within its time and was cancelled. Stackless: the stack would be a timer's. */
public final class AttemptTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String policy;
    private final long limitNanos;
    private final boolean cutByCaller;

    /**
     * @param policy the policy of the call
     * @param limitNanos the time the attempt had, in nanoseconds
     * @param cutByCaller true where the caller's deadline gave it less than its policy does
     */
    public AttemptTimeoutException(String policy, long limitNanos, boolean cutByCaller) {
        super(null, null, false, false);
        this.policy = policy;
        this.limitNanos = limitNanos;
        this.cutByCaller = cutByCaller;
    }

    /** The policy whose attempt was cut. */
    public String policy() {
        return policy;
    }

    /** Whether the caller's own deadline cut the attempt short: then the dependency is not to blame. */
    public boolean isCutByCaller() {
        return cutByCaller;
    }

    @Override
    public String getMessage() {
        return "'" + policy + "' did not answer within " + TimeUnit.NANOSECONDS.toMillis(limitNanos) + " ms"
                + (cutByCaller ? ", all that the caller's deadline left" : "");
    }
}
