package dev.breakwater.drill.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.breakwater.drill.drills.Drill;
import dev.breakwater.drill.run.DrillResult;
import dev.breakwater.drill.run.Figures;
import dev.breakwater.drill.run.PhaseFigures;
import dev.breakwater.drill.run.RunFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The result as {@code --json} writes it. The names are what other programs rely on. */
public final class JsonReport {
    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    private JsonReport() {}

    /** The result as one JSON object. */
    public static String of(DrillResult result) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("drill", result.drill().name());
        report.put("rate", result.plan().rate());
        report.put("seconds", result.plan().fault().toSeconds());
        boolean bothProtected = result.drill().comparison().compared().protects();
        report.put("unprotected", bothProtected ? null : run(result.drill(), result.compared()));
        report.put("protected", run(result.drill(), result.guarded()));
        if (bothProtected) {
            report.put("compared", run(result.drill(), result.compared()));
        }
        report.put("verdict", result.verdict().held() ? "held" : "fell");
        report.put("reasons", result.verdict().reasons());
        try {
            return JSON.writeValueAsString(report) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> run(Drill drill, RunFigures figures) {
        Map<String, Object> phases = new LinkedHashMap<>();
        figures.phases().forEach((name, phase) -> phases.put(name, phase(phase)));
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("phases", phases);
        run.put("recoverySeconds", figures.recoverySeconds());
        run.put("downstreamCallsPerCheckout", figures.downstreamCallsPerCheckout());
        if (drill.breaker().isPresent()) {
            run.put("openedSeconds", figures.openedSeconds());
        }
        return run;
    }

    private static Map<String, Object> phase(PhaseFigures figures) {
        Map<String, Object> byRoute = new LinkedHashMap<>();
        figures.byRoute().forEach((route, each) -> byRoute.put(route, figures(each)));
        Map<String, Object> phase = figures(figures.checkouts());
        phase.put("byRoute", byRoute);
        return phase;
    }

    private static Map<String, Object> figures(Figures figures) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("offered", figures.offered());
        all.put("good", figures.good());
        all.put("degraded", figures.degraded());
        all.put("failed", figures.failed());
        all.put("p50Ms", figures.p50Ms());
        all.put("p99Ms", figures.p99Ms());
        all.put("p99LaterMs", figures.p99LaterMs());
        all.put("byOutcome", figures.byOutcome());
        all.put("byRoute", Map.of());
        return all;
    }
}
