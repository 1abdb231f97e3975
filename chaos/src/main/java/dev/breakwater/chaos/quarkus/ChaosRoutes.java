package dev.breakwater.chaos.quarkus;

import dev.breakwater.chaos.Chaos;
import dev.breakwater.chaos.FaultReport;
import dev.breakwater.chaos.Points;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.problem.JsonFields;
import dev.breakwater.problem.ManagementGuard;
import dev.breakwater.problem.Problem;
import dev.breakwater.problem.ProblemBody;
import dev.breakwater.problem.ProblemException;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** {@code /chaos} on the management port. Where chaos is off, every path there says how to turn it on. */
@Singleton
class ChaosRoutes {
    private final ChaosConfig config;
    private final Chaos chaos;
    private final Points points;

    ChaosRoutes(ChaosConfig config, Chaos chaos, Points points) {
        this.config = config;
        this.chaos = chaos;
        this.points = points;
    }

    void install(@Observes ManagementInterface management) {
        Router router = management.router();
        if (!config.enabled()) {
            router.route("/chaos/*").handler(ChaosRoutes::sayOff);
            return;
        }
        router.route("/chaos/*").handler(new ManagementGuard(config.token()));
        router.get("/chaos").handler(answering(request -> state()));
        router.put("/chaos/faults/:name").handler(answering(this::putFault));
        router.delete("/chaos/faults/:name").handler(answering(this::deleteFault));
        router.post("/chaos/reset").handler(answering(this::reset));
        router.put("/chaos/failure-rate").handler(answering(this::putFailureRate));
    }

    private static void sayOff(RoutingContext request) {
        ProblemBody.send(
                request, Problem.of(404, "chaos is off here: start this service with CHAOS_ENABLED=true to use it"));
    }

    private JsonObject putFault(RoutingContext request) {
        Fault fault = Fault.of(request.pathParam("name"), FaultJson.settings(request));
        return FaultJson.report(chaos.put(fault));
    }

    private JsonObject deleteFault(RoutingContext request) {
        String name = request.pathParam("name");
        FaultReport removed = chaos.remove(name)
                .orElseThrow(
                        () -> new ProblemException(404, "no fault '" + name + "' is enabled; it may have expired"));
        return FaultJson.report(removed);
    }

    private JsonObject reset(RoutingContext request) {
        chaos.reset();
        return state();
    }

    private JsonObject putFailureRate(RoutingContext request) {
        Double rate = JsonFields.of(request, List.of("rate")).number("rate");
        if (rate == null) {
            throw new IllegalArgumentException("rate must be from 0 to 1, but is missing");
        }
        chaos.failureRate(rate);
        return state();
    }

    private JsonObject state() {
        JsonArray faults = new JsonArray();
        chaos.faults().forEach(report -> faults.add(FaultJson.report(report)));
        return new JsonObject()
                .put("enabled", true)
                .put("held", chaos.held())
                .put("maxHeld", chaos.maxHeld())
                .put("points", new JsonArray(List.copyOf(points.seen())))
                .put("faults", faults);
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, JsonObject> route) {
        return request -> {
            try {
                request.json(route.apply(request));
            } catch (IllegalArgumentException e) {
                ProblemBody.send(request, Problem.of(400, "Invalid input", e.getMessage()));
            }
        };
    }
}
