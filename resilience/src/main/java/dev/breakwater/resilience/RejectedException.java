package dev.breakwater.resilience;

/**
 * A layer of ours refused the call: the dependency was not called and is not to blame. Stackless, because a rejection
 * must cost next to nothing when there are many; the message is made when it is read.
 */
public abstract class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String policy;
    private final long retryAfterNanos;

    /**
     * @param policy the policy that refused
     * @param retryAfterNanos nanoseconds until another try may pass; 0 where unknown
     */
    protected RejectedException(String policy, long retryAfterNanos) {
        super(null, null, false, false);
        this.policy = policy;
        this.retryAfterNanos = Math.max(0, retryAfterNanos);
    }

    /** The name of the policy that refused the call. */
    public final String policy() {
        return policy;
    }

    /** Nanoseconds until another try may pass; 0 where unknown. */
    public long retryAfterNanos() {
        return retryAfterNanos;
    }

    /** A word for metrics and problem types: {@code breaker-open}, {@code bulkhead-full} and so on. */
    public abstract String kind();

    @Override
    public abstract String getMessage();
}
