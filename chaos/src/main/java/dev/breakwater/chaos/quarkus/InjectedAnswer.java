package dev.breakwater.chaos.quarkus;

import dev.breakwater.chaos.InjectedFault;
import dev.breakwater.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** How everybody sees that an answer was injected: a header, and where it is an error, the type of the problem too. */
public class InjectedAnswer {
    /** Carries the fault's name. */
    static final String HEADER = "X-Chaos-Fault";

    static Problem problem(int status, @Nullable String detail) {
        return Problem.of(status, "Injected fault", detail);
    }

    /** A call failed at a named point, and nothing caught it. */
    @ServerExceptionMapper
    Response uncaught(InjectedFault injected) {
        return Response.status(injected.status())
                .header(HEADER, injected.fault())
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .entity(problem(injected.status(), injected.getMessage()))
                .build();
    }
}
