package dev.breakwater.resilience.breaker;

import dev.breakwater.resilience.RejectedException;
import java.util.Locale;

/** The circuit breaker is open, or its one probe is under way. */
public final class BreakerOpenException extends RejectedException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    BreakerOpenException(String policy, String reason, long nextProbeNanos) {
        super(policy, nextProbeNanos);
        this.reason = reason;
    }

    @Override
    public String kind() {
        return "breaker-open";
    }

    @Override
    public String getMessage() {
        return "circuit '" + policy() + "' is open: " + reason
                + (retryAfterNanos() > 0
                        ? String.format(Locale.ROOT, "; next probe in %.1f s", retryAfterNanos() / 1e9)
                        : "; a probe is under way");
    }
}
