package dev.breakwater.resilience.policy;

import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.time.TimeSource;
import org.jspecify.annotations.Nullable;

/** The time that one call has: from its beginning to its policy's deadline or its caller's, whichever is first. */
public final class CallTime {
    private static final CallTime UNMEASURED = new CallTime(null, Deadline.UNLIMITED, false);

    private final @Nullable TimeSource time;
    private final long startNanos;
    private final long budgetNanos;
    private final boolean callerIsTighter;

    private CallTime(@Nullable TimeSource time, long budgetNanos, boolean callerIsTighter) {
        this.time = time;
        this.startNanos = time == null ? 0 : time.nanoTime();
        this.budgetNanos = budgetNanos;
        this.callerIsTighter = callerIsTighter;
    }

    /**
     * Begins a call. Where nothing limits it and nobody asks how long it takes, the clock is not read and nothing is
     * allocated.
     */
    public static CallTime begin(Plan plan, @Nullable Attempt parent) {
        long inherited = parent == null ? Deadline.UNLIMITED : Deadline.remainingNanos(parent.deadline());
        long budget = Math.min(inherited, plan.deadlineNanos());
        boolean unmeasured = budget == Deadline.UNLIMITED && !plan.isTimed();
        return unmeasured
                ? UNMEASURED
                : new CallTime(plan.pipeline().resilience().time(), budget, inherited < plan.deadlineNanos());
    }

    /** Whether the clock was read; otherwise every duration here is 0, and the time left unlimited. */
    public boolean isMeasured() {
        return time != null;
    }

    /** Nanoseconds since the call began. */
    public long elapsedNanos() {
        return time == null ? 0 : time.nanoTime() - startNanos;
    }

    /** Nanoseconds left; zero or less when the time is up. */
    public long remainingNanos() {
        return budgetNanos == Deadline.UNLIMITED ? budgetNanos : budgetNanos - elapsedNanos();
    }

    /** Whether the caller's deadline, rather than the policy's own, limits the call. */
    public boolean callerIsTighter() {
        return callerIsTighter;
    }
}
