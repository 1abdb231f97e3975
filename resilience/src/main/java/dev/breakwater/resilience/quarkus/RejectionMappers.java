package dev.breakwater.resilience.quarkus;

import dev.breakwater.problem.Problem;
import dev.breakwater.problem.ProblemException;
import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.deadline.DeadlineExpiredException;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the layers threw and no fallback caught, as problems. */
public class RejectionMappers {

    @ServerExceptionMapper
    Response rejected(RejectedException e) {
        return answer(new ProblemException(503, title(e.kind()), e.getMessage())
                .retryAfter(Duration.ofNanos(e.retryAfterNanos())));
    }

    @ServerExceptionMapper
    Response expired(DeadlineExpiredException e, ContainerRequestContext request) {
        Deadline callers = DeadlineFilter.callersDeadline(request);
        ProblemException problem = new ProblemException(504, title(e.kind()), e.getMessage());
        return answer(callers != null && callers.remainingNanos() <= 0 ? blamingTheCaller(problem) : problem);
    }

    /** A timeout that the caller's deadline caused is that deadline's end, and nobody else's fault. */
    @ServerExceptionMapper
    Response timedOut(AttemptTimeoutException e, ContainerRequestContext request) {
        return answer(
                e.isCutByCaller() && DeadlineFilter.callersDeadline(request) != null
                        ? blamingTheCaller(new ProblemException(504, "Deadline expired", e.getMessage()))
                        : new ProblemException(504, "Timeout", e.getMessage()));
    }

    private static ProblemException blamingTheCaller(ProblemException problem) {
        return problem.withHeader(DeadlineFilter.HEADER, DeadlineFilter.TIME_IS_OVER);
    }

    /** {@code breaker-open} is "Breaker open", from which the problem's type makes {@code …:breaker-open} again. */
    private static String title(String kind) {
        return Character.toUpperCase(kind.charAt(0)) + kind.substring(1).replace('-', ' ');
    }

    private static Response answer(ProblemException e) {
        Response.ResponseBuilder answer = Response.status(e.problem().status())
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .entity(e.problem());
        e.headers().forEach(answer::header);
        return answer.build();
    }
}
