package dev.breakwater.resilience.retry;

import dev.breakwater.resilience.Failure;
import dev.breakwater.resilience.time.RandomSource;

/** Decides whether a failed attempt is followed by another, and when. Thread-safe; keeps nothing but its budget. */
public final class Retry {
    /** What {@link #nextDelayNanos} answers when the call ends here. */
    public static final long STOP = -1;

    private final RetryBudget budget;
    private final RandomSource random;

    public Retry(RetryBudget budget, RandomSource random) {
        this.budget = budget;
        this.random = random;
    }

    /** Counts a call, so that it earns its share of a retry. */
    public void onCall() {
        budget.onCall();
    }

    /**
     * Again after so many nanoseconds, or {@link #STOP}. The reasons to stop, the cheapest to find out first: the call
     * must not be repeated; the failure would only repeat; all attempts are made; the time left is too short for the
     * wait and another attempt as long as this one, which would only add load; the budget is spent.
     *
     * @param attempts attempts made so far, at least 1
     * @param attemptNanos how long the last attempt took: the best estimate of the next
     * @param remainingNanos time left for the whole call; {@code Long.MAX_VALUE} without a deadline
     * @param repeatable whether the call is idempotent or carries an idempotency key
     */
    public long nextDelayNanos(
            RetryConfig config,
            int attempts,
            Failure failure,
            long attemptNanos,
            long remainingNanos,
            boolean repeatable) {
        if (!repeatable || !failure.isRetryable() || attempts >= config.maxAttempts()) {
            return STOP;
        }
        long delay = Math.max(Backoff.nanos(config, attempts, random.nextDouble()), failure.retryAfterNanos());
        if (delay >= remainingNanos || attemptNanos >= remainingNanos - delay) {
            return STOP;
        }
        return budget.tryWithdraw() ? delay : STOP;
    }

    /** The budget, for metrics and changes. */
    public RetryBudget budget() {
        return budget;
    }
}
