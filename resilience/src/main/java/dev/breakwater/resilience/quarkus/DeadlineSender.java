package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.policy.Attempt;
import jakarta.inject.Inject;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.TimeUnit;

/** Tells every service that is called how long its caller will wait. */
@Provider
@ConstrainedTo(RuntimeType.CLIENT)
public class DeadlineSender implements ClientRequestFilter {
    /** The way there and back: an answer that leaves the callee at its very deadline would come too late. */
    private static final long MARGIN_MILLIS = 5;

    private final Resilience resilience;

    @Inject
    DeadlineSender(Resilience resilience) {
        this.resilience = resilience;
    }

    @Override
    public void filter(ClientRequestContext request) {
        Attempt attempt = resilience.carrier().current();
        Deadline deadline = attempt == null || !resilience.enabled() ? null : attempt.deadline();
        if (deadline != null) {
            long remaining = TimeUnit.NANOSECONDS.toMillis(deadline.remainingNanos());
            request.getHeaders().putSingle(DeadlineFilter.HEADER, Math.max(1, remaining - MARGIN_MILLIS));
        }
    }
}
