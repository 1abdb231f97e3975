package dev.breakwater.resilience.breaker;

import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.deadline.Deadline;
import org.jspecify.annotations.Nullable;

/** The circuit breaker is open, by itself or by an operator's wish, or its one probe is under way. */
public final class BreakerOpenException extends RejectedException {
    private static final long serialVersionUID = 1L;

    private final CircuitBreaker.State state;
    private final String reason;
    private final transient @Nullable Deadline end;

    /** @param end the next probe, or the end of a forced state; null where unknown */
    BreakerOpenException(String policy, CircuitBreaker.State state, String reason, @Nullable Deadline end) {
        super(policy, 0);
        this.state = state;
        this.reason = reason;
        this.end = end;
    }

    /** Nanoseconds from when it is asked. */
    @Override
    public long retryAfterNanos() {
        return end == null ? 0 : Math.max(0, end.remainingNanos());
    }

    @Override
    public String kind() {
        return "breaker-open";
    }

    @Override
    public String getMessage() {
        boolean forced = state == CircuitBreaker.State.FORCED_OPEN;
        String head = "circuit '" + policy() + "' is " + (forced ? "forced open: " : "open: ") + reason;
        long waitNanos = retryAfterNanos();
        if (waitNanos > 0) {
            long tenths = Math.round(waitNanos / 1e8); // by hand: whoever wraps or logs a refusal reads its message
            return head + (forced ? "; expires in " : "; next probe in ") + tenths / 10 + "." + tenths % 10 + " s";
        }
        return state == CircuitBreaker.State.HALF_OPEN ? head + "; a probe is under way" : head;
    }
}
