package dev.breakwater.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What never reaches REST, as problems: unknown addresses, bodies that are too large, failing routes. */
@ApplicationScoped
public class ProblemRoutes {
    private static final Logger LOG = Logger.getLogger("dev.breakwater.problem");

    /** Before Quarkus' own check of the size (-2), which answers without a body. */
    private static final int BODY_ORDER = -3;

    /** The last but Quarkus' own, which answers with a page of its own. */
    private static final int FAILURE_ORDER = Integer.MAX_VALUE - 1;

    private static final int[] UNMATCHED = {400, 404, 405, 406, 415};
    private static final long LINGER_MILLIS = 1_000;

    private final long maxBodyBytes;

    ProblemRoutes(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBodySize) {
        this.maxBodyBytes = maxBodySize.asLongValue();
    }

    void onService(@Observes Router router) {
        router.route().order(BODY_ORDER).handler(new BodyReader(maxBodyBytes));
        answerProblems(router);
    }

    void onManagement(@Observes ManagementInterface management) {
        answerProblems(management.router());
    }

    private static void answerProblems(Router router) {
        for (int status : UNMATCHED) {
            router.errorHandler(status, request -> refuse(request, status));
        }
        router.route().order(FAILURE_ORDER).failureHandler(ProblemRoutes::fail);
    }

    private static void fail(RoutingContext request) {
        Throwable failure = request.failure();
        if (failure instanceof HttpClosedException) {
            LOG.debugf(
                    failure,
                    "the caller of %s %s left",
                    request.request().method(),
                    request.request().path());
        } else if (failure instanceof ProblemException e) {
            e.headers().forEach(request.response()::putHeader);
            ProblemBody.send(request, e.problem());
        } else if (failure instanceof RejectedExecutionException) {
            ProblemBody.send(request, Problem.of(503, "every worker of this service is busy"));
        } else if (failure == null || failure instanceof HttpException || isRefusal(request.statusCode())) {
            refuse(request, request.statusCode());
        } else {
            ProblemBody.send(request, ProblemMappers.unexpectedProblem(failure, request.request()));
        }
    }

    private static boolean isRefusal(int status) {
        return status >= 400 && status < 500;
    }

    private static void refuse(RoutingContext request, int status) {
        if (status == 413) {
            closeAfterwards(request);
        }
        ProblemBody.send(request, Problem.of(status, Refusal.detail(status, request.request())));
    }

    /**
     * The rest of a body that is too large is read and dropped for a moment, so that the caller sees the answer and not
     * a broken connection; then the connection is closed, so that nobody can send for ever.
     */
    private static void closeAfterwards(RoutingContext request) {
        if (request.request().version() != HttpVersion.HTTP_2) {
            request.response().putHeader("Connection", "close");
            request.vertx()
                    .setTimer(
                            LINGER_MILLIS,
                            timer -> request.request().connection().close());
        }
    }
}
