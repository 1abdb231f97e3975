package dev.breakwater.drill.run;

import dev.breakwater.drill.drills.Drill;

/**
 * What a drill gave.
 *
 * @param unprotected the run with resilience disabled
 * @param guarded the run with resilience enabled
 */
public record DrillResult(Drill drill, Plan plan, RunFigures unprotected, RunFigures guarded, Verdict verdict) {

    /** Judges the two runs. */
    public static DrillResult of(Drill drill, Plan plan, RunFigures unprotected, RunFigures guarded) {
        return new DrillResult(drill, plan, unprotected, guarded, Verdict.of(drill, unprotected, guarded));
    }
}
