package dev.breakwater.resilience.breaker;

import dev.breakwater.resilience.RejectedException;
import java.util.Locale;

/** The circuit breaker is open, by itself or by an operator's wish, or its one probe is under way. */
public final class BreakerOpenException extends RejectedException {
    private static final long serialVersionUID = 1L;

    private final CircuitBreaker.State state;
    private final String reason;

    /** @param waitNanos until the next probe, or until a forced state expires; 0 where unknown */
    BreakerOpenException(String policy, CircuitBreaker.State state, String reason, long waitNanos) {
        super(policy, waitNanos);
        this.state = state;
        this.reason = reason;
    }

    @Override
    public String kind() {
        return "breaker-open";
    }

    @Override
    public String getMessage() {
        boolean forced = state == CircuitBreaker.State.FORCED_OPEN;
        String head = "circuit '" + policy() + "' is " + (forced ? "forced open: " : "open: ") + reason;
        if (retryAfterNanos() > 0) {
            return head
                    + String.format(Locale.ROOT, forced ? "; expires in %.1f s" : "; next probe in %.1f s", seconds());
        }
        return state == CircuitBreaker.State.HALF_OPEN ? head + "; a probe is under way" : head;
    }

    private double seconds() {
        return retryAfterNanos() / 1e9;
    }
}
