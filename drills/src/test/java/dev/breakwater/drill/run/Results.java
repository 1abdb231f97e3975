package dev.breakwater.drill.run;

import dev.breakwater.drill.drills.Drills;
import dev.breakwater.drill.traffic.Route;
import dev.breakwater.drill.traffic.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** Results of drills that nobody played: ten checkouts a second, 10 s warm-up, 10 s steady, 20 s fault, 10 s recovery. */
public final class Results {
    private static final long MS = 1_000_000;
    private static final long FAULT_MS = 20_000;
    private static final long REMOVED_MS = 40_000;
    private static final long END_MS = 50_000;

    private Results() {}

    /** A drill that held in the way it should. */
    public static DrillResult held(String drill) {
        return result(drill, run(Samples::failed, 0.5), run(Samples::degraded, 3.2));
    }

    public static DrillResult result(String drill, RunFigures compared, RunFigures guarded) {
        return DrillResult.of(
                Drills.named(drill).orElseThrow(), new Plan(60, Duration.ofSeconds(20)), compared, guarded);
    }

    /**
     * A run.
     *
     * @param fault the checkout that is due at a time in the fault phase, and until the recovery
     * @param recoverySeconds when it recovers; null for never
     */
    public static RunFigures run(LongFunction<Sample> fault, Double recoverySeconds) {
        List<Sample> samples = new ArrayList<>();
        for (long due = 0; due < END_MS; due += 100) {
            boolean isIll = due >= FAULT_MS && due < REMOVED_MS;
            samples.add(isIll ? fault.apply(due) : Samples.paid(due));
            samples.add(Samples.bystander(Route.CATALOG, due));
        }
        return figures(samples, recoverySeconds);
    }

    /** The same run with so many calls downstream for a checkout. */
    static RunFigures calling(RunFigures run, double callsPerCheckout) {
        return new RunFigures(
                run.phases(),
                run.recoverySeconds(),
                callsPerCheckout,
                run.openedSeconds(),
                run.timeline(),
                run.remarks());
    }

    /** The same run with a breaker that opened so long after the fault began. */
    public static RunFigures opening(RunFigures run, Double seconds) {
        return new RunFigures(
                run.phases(),
                run.recoverySeconds(),
                run.downstreamCallsPerCheckout(),
                seconds,
                run.timeline(),
                run.remarks());
    }

    static RunFigures figures(List<Sample> samples, Double recoverySeconds) {
        Map<Phase, Span> phases = new EnumMap<>(Map.of(
                Phase.WARM_UP, span(0, 10_000),
                Phase.STEADY, span(10_000, FAULT_MS),
                Phase.FAULT, span(FAULT_MS, REMOVED_MS),
                Phase.RECOVERY, span(REMOVED_MS, END_MS)));
        Map<String, PhaseFigures> figures = new LinkedHashMap<>();
        for (Phase phase : List.of(Phase.STEADY, Phase.FAULT, Phase.RECOVERY)) {
            figures.put(phase.label(), PhaseFigures.of(samples, phases.get(phase)));
        }
        return new RunFigures(figures, recoverySeconds, 1.25, null, Timeline.of(samples, phases), List.of());
    }

    private static Span span(long fromMs, long toMs) {
        return new Span(fromMs * MS, toMs * MS);
    }
}
