package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.policy.Attempt;
import jakarta.inject.Inject;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.impl.PreservesThreadClientResponseFilter;

/**
 * Tells every service that is called how long its caller will wait, and hears from it that this was too short. Where
 * nothing would be left for the callee it is not called, and the answer is the one that it would give. It hears on the
 * thread that it is on, because it does not block.
 */
@Provider
@ConstrainedTo(RuntimeType.CLIENT)
public class DeadlineSender implements ClientRequestFilter, PreservesThreadClientResponseFilter {
    /** The way there and back: an answer that leaves the callee at its very deadline would come too late. */
    private static final long MARGIN_MILLIS = 5;

    private static final String ATTEMPT = DeadlineSender.class.getName();
    private static final int GATEWAY_TIMEOUT = 504;

    private final Resilience resilience;

    @Inject
    DeadlineSender(Resilience resilience) {
        this.resilience = resilience;
    }

    @Override
    public void filter(ClientRequestContext request) {
        Attempt attempt = resilience.carrier().current();
        Deadline deadline = attempt == null || !resilience.enabled() ? null : attempt.deadline();
        if (deadline == null) {
            return;
        }
        request.setProperty(ATTEMPT, attempt);
        long given = TimeUnit.NANOSECONDS.toMillis(deadline.remainingNanos()) - MARGIN_MILLIS;
        if (given > 0) {
            request.getHeaders().putSingle(DeadlineFilter.HEADER, given);
        } else {
            request.abortWith(Response.status(GATEWAY_TIMEOUT)
                    .header(DeadlineFilter.HEADER, DeadlineFilter.TIME_IS_OVER)
                    .build());
        }
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext answer) {
        if (answer.getStatus() == GATEWAY_TIMEOUT
                && DeadlineFilter.TIME_IS_OVER.equals(answer.getHeaderString(DeadlineFilter.HEADER))
                && request.getProperty(ATTEMPT) instanceof Attempt attempt) {
            attempt.timeIsOver();
        }
    }
}
