package dev.breakwater.resilience.retry;

import dev.breakwater.resilience.Failure;
import dev.breakwater.resilience.deadline.Deadline;
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
        long delay = delayNanos(config, attempts, failure.retryAfterNanos(), remainingNanos);
        if (delay >= remainingNanos || attemptNanos >= remainingNanos - delay) {
            return STOP;
        }
        return budget.tryWithdraw() ? delay : STOP;
    }

    private long delayNanos(RetryConfig config, int attempts, long hintNanos, long remainingNanos) {
        double chance = random.nextDouble();
        long backoff = Backoff.nanos(config, attempts, chance);
        if (hintNanos <= 0) {
            return backoff;
        }
        // Without a deadline nothing else would bound the wait, and the permits that are held meanwhile.
        if (remainingNanos == Deadline.UNLIMITED && hintNanos > config.cap().toNanos()) {
            return Long.MAX_VALUE;
        }
        // All who were refused were told the same moment: they come back no sooner than that, but not all at it.
        return Math.max(backoff, (long) (hintNanos * (1 + config.jitter() * chance)));
    }

    /** The budget, for metrics and changes. */
    public RetryBudget budget() {
        return budget;
    }
}
