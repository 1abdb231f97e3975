package dev.breakwater.resilience;

/**
 * What a failed attempt says to the layers.
 *
 * @param outcome its place in the taxonomy
 * @param retryAfterNanos how long the dependency asked us to wait, in nanoseconds; {@link #NO_HINT} where it did not
 * @param retryForbidden true where the dependency said that a retry is not wanted
 */
public record Failure(Outcome outcome, long retryAfterNanos, boolean retryForbidden) {
    /** The dependency gave no hint when to come back. */
    public static final long NO_HINT = -1;

    /** I/O error, 5xx or timeout. */
    public static final Failure TRANSIENT = new Failure(Outcome.TRANSIENT, NO_HINT, false);
    /** The call failed because this process is in trouble: not to be tried again. */
    public static final Failure FATAL = new Failure(Outcome.TRANSIENT, NO_HINT, true);
    /** The dependency said no. */
    public static final Failure REFUSAL = new Failure(Outcome.REFUSAL, NO_HINT, false);
    /** A layer of ours refused. */
    public static final Failure REJECTED = new Failure(Outcome.REJECTED, NO_HINT, false);
    /** The caller left or its time was up. */
    public static final Failure CANCELLED = new Failure(Outcome.CANCELLED, NO_HINT, false);

    /** Whether another attempt could end better. */
    public boolean isRetryable() {
        return !retryForbidden
                && switch (outcome) {
                    case TRANSIENT, IN_PROGRESS -> true;
                    case OVERLOAD -> retryAfterNanos != NO_HINT;
                    default -> false;
                };
    }
}
