package dev.breakwater.drill.run;

import dev.breakwater.drill.drills.Drill;

/**
 * What a drill gave.
 *
 * @param compared the run that the other is compared with: in most drills, that without protection
 * @param guarded the run whose protection is judged
 */
public record DrillResult(Drill drill, Plan plan, RunFigures compared, RunFigures guarded, Verdict verdict) {

    /** Judges the two runs. */
    public static DrillResult of(Drill drill, Plan plan, RunFigures compared, RunFigures guarded) {
        return new DrillResult(drill, plan, compared, guarded, Verdict.of(drill, compared, guarded));
    }
}
