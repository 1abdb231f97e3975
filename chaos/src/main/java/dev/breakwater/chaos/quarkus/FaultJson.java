package dev.breakwater.chaos.quarkus;

import dev.breakwater.chaos.FaultReport;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.chaos.fault.FaultSettings;
import dev.breakwater.chaos.fault.Match;
import dev.breakwater.problem.JsonFields;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults on the wire: as somebody asks for one, and as it is reported. */
final class FaultJson {
    private static final List<String> SETTINGS =
            List.of("name", "type", "rate", "latencyMs", "jitterMs", "status", "point", "match", "durationMs");
    private static final List<String> MATCH = List.of("method", "path", "header");

    private FaultJson() {}

    static FaultSettings settings(RoutingContext request) {
        JsonFields fields = JsonFields.of(request, SETTINGS);
        return new FaultSettings(
                fields.text("name"),
                fields.text("type"),
                fields.number("rate"),
                fields.wholeNumber("latencyMs"),
                fields.wholeNumber("jitterMs"),
                fields.wholeNumber("status"),
                fields.text("point"),
                match(fields.object("match", MATCH)),
                fields.wholeNumber("durationMs"));
    }

    private static @Nullable Match match(@Nullable JsonFields fields) {
        return fields == null ? null : new Match(fields.text("method"), fields.text("path"), fields.text("header"));
    }

    /** The fault with its defaults filled in, and what it has done. */
    static JsonObject report(FaultReport report) {
        Fault fault = report.fault();
        JsonObject json = new JsonObject()
                .put("name", fault.name())
                .put("type", fault.behaviour().type())
                .put("rate", rounded(fault.rate()))
                .put("point", fault.point());
        fault.behaviour().figures().forEach(json::put);
        if (!fault.match().equals(Match.all())) {
            json.put("match", match(fault.match()));
        }
        if (fault.durationMs() != null) {
            json.put("durationMs", fault.durationMs());
        }
        return json.put("enabledAt", report.enabledAt())
                .put("expiresAt", report.expiresAt())
                .put("active", report.active())
                .put("injected", report.injected())
                .put("held", report.held());
    }

    /** A third of 0.3 is to read as 0.1. */
    private static double rounded(double rate) {
        return new BigDecimal(rate).round(MathContext.DECIMAL32).doubleValue();
    }

    private static JsonObject match(Match match) {
        JsonObject json = new JsonObject();
        if (match.method() != null) {
            json.put("method", match.method());
        }
        if (match.path() != null) {
            json.put("path", match.path());
        }
        if (match.header() != null) {
            json.put("header", match.header());
        }
        return json;
    }
}
