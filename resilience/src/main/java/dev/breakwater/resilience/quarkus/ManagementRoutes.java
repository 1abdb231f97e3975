package dev.breakwater.resilience.quarkus;

import dev.breakwater.problem.JsonFields;
import dev.breakwater.problem.ManagementGuard;
import dev.breakwater.problem.ProblemException;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.breaker.CircuitBreaker;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyProperties;
import dev.breakwater.resilience.ratelimit.RateLimitProperties;
import dev.breakwater.resilience.ratelimit.RateLimiter;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code /resilience} on the management port: every policy's and rate limit's state, and what an operator may change. */
@ApplicationScoped
class ManagementRoutes {
    private static final long MAX_BODY_BYTES = 65_536;
    private static final String COMMANDS = Stream.of(CircuitBreaker.Command.values())
            .map(CircuitBreaker.Command::name)
            .collect(Collectors.joining(", "));
    private static final int MAX_REASON = 200;
    private static final long MAX_MILLIS = Duration.ofDays(1).toMillis();

    private final Resilience resilience;
    private final RateLimits rateLimits;
    private final PolicyReports reports;
    private final PolicyChanges changes;
    private final boolean chaosEnabled;
    private final ManagementGuard guard;

    ManagementRoutes(
            Resilience resilience,
            RateLimits rateLimits,
            PolicyReports reports,
            PolicyChanges changes,
            @ConfigProperty(name = "chaos.enabled", defaultValue = "false") boolean chaosEnabled,
            @ConfigProperty(name = "chaos.token") Optional<String> token) {
        this.resilience = resilience;
        this.rateLimits = rateLimits;
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
        router.route(HttpMethod.PATCH, "/resilience/rate-limits/:limit").handler(answering(this::changeRateLimit));
        router.put("/resilience/:policy/breaker").handler(answering(this::commandBreaker));
    }

    private JsonObject enable(RoutingContext request) {
        JsonFields fields = JsonFields.of(request, List.of("enabled"));
        Boolean enabled = fields.flag("enabled");
        if (enabled == null) {
            throw fields.wrong("enabled", "must be true or false");
        }
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
        changes.patch(policy, JsonFields.of(request, PolicyProperties.names()));
        return reports.of(policy);
    }

    private JsonObject changeRateLimit(RoutingContext request) {
        String name = request.pathParam("limit");
        RateLimiter limiter = found("rate limit", name, rateLimits.all());
        changes.patch(name, limiter, JsonFields.of(request, RateLimitProperties.names()));
        return reports.of(limiter);
    }

    private JsonObject commandBreaker(RoutingContext request) {
        Pipeline policy = policy(request);
        JsonFields fields = JsonFields.of(request, List.of("state", "reason", "durationMs"));
        CircuitBreaker.Command command = command(fields);
        changes.command(policy, command, reason(fields), expiry(fields, command));
        return reports.of(policy);
    }

    private static CircuitBreaker.Command command(JsonFields fields) {
        String state = fields.text("state");
        for (CircuitBreaker.Command command : CircuitBreaker.Command.values()) {
            if (command.name().equals(state)) {
                return command;
            }
        }
        throw fields.wrong("state", "must be one of " + COMMANDS);
    }

    private static String reason(JsonFields fields) {
        String reason = fields.text("reason");
        if (reason == null) {
            return "an operator's decision";
        }
        if (reason.isBlank() || reason.length() > MAX_REASON || !reason.matches("\\P{Cntrl}*")) {
            throw fields.wrong("reason", "must be a text of 1 to " + MAX_REASON + " printable characters");
        }
        return reason;
    }

    private static Optional<Duration> expiry(JsonFields fields, CircuitBreaker.Command command) {
        Long millis = fields.wholeNumber("durationMs");
        if (millis != null && (command == CircuitBreaker.Command.AUTO || command == CircuitBreaker.Command.RESET)) {
            throw fields.wrong("durationMs", "must be left out: " + command + " forces nothing that could end");
        }
        if (millis != null && (millis < 1 || millis > MAX_MILLIS)) {
            throw fields.wrong("durationMs", "must be from 1 to " + MAX_MILLIS);
        }
        return Optional.ofNullable(millis).map(Duration::ofMillis);
    }

    private Pipeline policy(RoutingContext request) {
        return found("policy", request.pathParam("policy"), resilience.policies());
    }

    private static <T> T found(String kind, String name, Map<String, T> all) {
        T found = all.get(name);
        if (found == null) {
            throw new ProblemException(
                    404, "there is no " + kind + " '" + name + "'; there are: " + String.join(", ", all.keySet()));
        }
        return found;
    }

    private static io.vertx.core.Handler<RoutingContext> answering(Function<RoutingContext, JsonObject> story) {
        return request -> answer(request, story.apply(request));
    }

    private static void answer(RoutingContext request, JsonObject body) {
        request.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
    }
}
