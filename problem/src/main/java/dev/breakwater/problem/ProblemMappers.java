package dev.breakwater.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResteasyReactiveClientProblem;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What REST throws, as problems. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger("dev.breakwater.problem");

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        Response.ResponseBuilder answer = builder(e.problem());
        e.headers().forEach(answer::header);
        return answer.build();
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e, HttpServerRequest request) {
        return InvalidInput.isCallersFault(e) ? answer(InvalidInput.describe(e)) : unexpected(e, request);
    }

    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e) {
        return answer(UnreadableJson.describe(e));
    }

    /** The type itself cannot be read, whatever the caller sends: a defect of the service. */
    @ServerExceptionMapper
    Response undefined(InvalidDefinitionException e, HttpServerRequest request) {
        return unexpected(e, request);
    }

    /** Named, because Quarkus asks for a mapper of exactly this type before it lets a request fall through REST. */
    @ServerExceptionMapper
    Response notFound(NotFoundException e, HttpServerRequest request) {
        return refused(e, request);
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException e, HttpServerRequest request) {
        if (e instanceof ResteasyReactiveClientProblem) {
            return dependencyFailed(request, e);
        }
        if (e.getCause() instanceof JsonProcessingException json) {
            return answer(UnreadableJson.describe(json));
        }
        int status = e.getResponse().getStatus();
        if (status >= 500 && e.getCause() != null) {
            return unexpected(e, request);
        }
        Response.ResponseBuilder answer = Response.fromResponse(e.getResponse());
        return status < 400
                ? answer.build() // a redirect is no error
                : answer.entity(Problem.of(status, Refusal.detail(e, request)))
                        .type(Problem.MEDIA_TYPE)
                        .build();
    }

    /** A call of ours to another service failed, and nothing caught it. */
    @ServerExceptionMapper
    Response dependency(ProcessingException e, HttpServerRequest request) {
        return dependencyFailed(request, e);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, HttpServerRequest request) {
        if (e instanceof IOException && request.response().closed()) {
            LOG.debugf(e, "the caller of %s %s left", request.method(), request.path());
            return Response.status(500).build();
        }
        return answer(unexpectedProblem(e, request));
    }

    /** Logs the failure once, under a name that the answer repeats; the answer says no more than that. */
    static Problem unexpectedProblem(Throwable e, HttpServerRequest request) {
        String occurrence = "urn:uuid:" + UUID.randomUUID();
        LOG.errorf(e, "%s %s failed unexpectedly; answered as %s", request.method(), request.path(), occurrence);
        return Problem.of(500, "the service failed unexpectedly; its log has the cause under the instance's name")
                .withInstance(occurrence);
    }

    private static Response dependencyFailed(HttpServerRequest request, Throwable e) {
        LOG.warnf("%s %s failed: %s", request.method(), request.path(), e.getMessage());
        return e.getCause() instanceof TimeoutException
                ? answer(Problem.of(504, "a service that this answer needs did not answer in time"))
                : answer(Problem.of(502, "a service that this answer needs failed"));
    }

    private static Response answer(Problem problem) {
        return builder(problem).build();
    }

    private static Response.ResponseBuilder builder(Problem problem) {
        return Response.status(problem.status())
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .entity(problem);
    }
}
