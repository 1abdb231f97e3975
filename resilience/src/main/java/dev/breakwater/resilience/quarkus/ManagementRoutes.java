package dev.breakwater.resilience.quarkus;

import dev.breakwater.problem.ManagementGuard;
import dev.breakwater.problem.ProblemException;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.breaker.CircuitBreaker;
import dev.breakwater.resilience.policy.Pipeline;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code /resilience} on the management port: every policy's state, and what an operator may change. */
@ApplicationScoped
class ManagementRoutes {
    private static final long MAX_BODY_BYTES = 65_536;

    private final Resilience resilience;
    private final PolicyReports reports;
    private final PolicyChanges changes;
    private final boolean chaosEnabled;
    private final ManagementGuard guard;

    ManagementRoutes(
            Resilience resilience,
            PolicyReports reports,
            PolicyChanges changes,
            @ConfigProperty(name = "chaos.enabled", defaultValue = "false") boolean chaosEnabled,
            @ConfigProperty(name = "chaos.token") Optional<String> token) {
        this.resilience = resilience;
        this.reports = reports;
        this.changes = changes;
        this.chaosEnabled = chaosEnabled;
        this.guard = new ManagementGuard(token);
    }

    void register(@Observes ManagementInterface management) {
        Router router = management.router();
        router.route("/resilience*").handler(guard);
        router.route("/resilience*").handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        router.get("/resilience").handler(request -> answer(request, reports.all()));
        router.put("/resilience").handler(answering(this::enable));
        router.get("/resilience/:policy").handler(answering(request -> reports.of(policy(request))));
        router.route(HttpMethod.PATCH, "/resilience/:policy").handler(answering(this::change));
        router.put("/resilience/:policy/breaker").handler(answering(this::commandBreaker));
    }

    private JsonObject enable(RoutingContext request) {
        Body body = Body.of(request, "enabled");
        boolean enabled = body.flag("enabled");
        if (!chaosEnabled) {
            throw new ProblemException(
                    403,
                    "the protection can be turned off only where chaos is enabled (CHAOS_ENABLED=true); this service is"
                            + " not for drills");
        }
        changes.enable(enabled);
        return reports.all();
    }

    private JsonObject change(RoutingContext request) {
        Pipeline policy = policy(request);
        changes.patch(policy, Body.of(request).json());
        return reports.of(policy);
    }

    private JsonObject commandBreaker(RoutingContext request) {
        Pipeline policy = policy(request);
        Body body = Body.of(request, "state", "reason", "durationMs");
        CircuitBreaker.Command command = body.choice("state", CircuitBreaker.Command.values());
        Optional<Duration> expiry = body.millis("durationMs");
        changes.command(policy, command, body.text("reason").orElse("an operator's decision"), expiry);
        return reports.of(policy);
    }

    private Pipeline policy(RoutingContext request) {
        String name = request.pathParam("policy");
        Pipeline policy = resilience.policies().get(name);
        if (policy == null) {
            throw new ProblemException(
                    404,
                    "there is no policy '" + name + "'; there are: "
                            + String.join(", ", resilience.policies().keySet()));
        }
        return policy;
    }

    private static io.vertx.core.Handler<RoutingContext> answering(Function<RoutingContext, JsonObject> story) {
        return request -> answer(request, story.apply(request));
    }

    private static void answer(RoutingContext request, JsonObject body) {
        request.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
    }
}
