package dev.breakwater.benchmarks.run;

import dev.breakwater.benchmarks.calls.Situation;
import dev.breakwater.benchmarks.library.Library;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, and in which order. What is compared for a target is measured in rounds, all of it in each, so that a
 * machine that is slow for a while is slow for everyone; the rest is measured once.
 *
 * @param rounds of the compared
 * @param compared pace of the compared
 * @param rest pace of the rest; null where only what has targets is measured
 */
public record Schedule(int rounds, Pace compared, @Nullable Pace rest) {
    /** After which SmallRye's time no longer falls. */
    private static final Duration WARM_UP = Duration.ofMillis(1600);

    /** Some eight minutes. */
    public static Schedule full() {
        Duration each = Duration.ofMillis(400);
        return new Schedule(5, new Pace(WARM_UP, 3, each), new Pace(WARM_UP, 2, each));
    }

    /** Some two minutes. */
    public static Schedule quick() {
        return new Schedule(3, new Pace(WARM_UP, 2, Duration.ofMillis(250)), null);
    }

    /** The trial of each step. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        Set<Trial> comparedTrials = trialsOf(Comparison.all(false));
        for (int round = 0; round < rounds; round++) {
            comparedTrials.forEach(trial -> steps.add(new Step(trial, compared)));
        }
        if (rest != null) {
            Set<Trial> others = trialsOf(Comparison.all(true));
            addEverything(others);
            others.removeAll(comparedTrials);
            others.forEach(trial -> steps.add(new Step(trial, rest)));
        }
        return steps;
    }

    /** One trial and how long it takes. */
    public record Step(Trial trial, Pace pace) {}

    private static Set<Trial> trialsOf(List<Comparison> comparisons) {
        Set<Trial> trials = new LinkedHashSet<>();
        comparisons.forEach(comparison -> comparison.trials().forEach(trials::add));
        return trials;
    }

    private static void addEverything(Set<Trial> trials) {
        for (int threads = 1; threads <= 2; threads++) {
            for (Shape shape : Shape.values()) {
                for (Library library : Library.values()) {
                    for (Situation situation : Situation.values()) {
                        Trial trial = new Trial(shape, situation, library, threads, false);
                        if (isPossible(trial)) {
                            trials.add(trial);
                        }
                    }
                }
            }
        }
    }

    private static boolean isPossible(Trial trial) {
        boolean knowsUni = trial.library() == Library.NONE
                || trial.library() == Library.BREAKWATER
                || trial.library() == Library.SMALLRYE;
        return switch (trial.library()) {
                    case NONE -> trial.situation() == Situation.SUCCESS;
                    case RESILIENCE4J_LOCK_FREE -> trial.shape() == Shape.SYNC;
                    // With two threads, now and then one of its calls never ends.
                    case SMALLRYE -> trial.shape() == Shape.SYNC || trial.threads() == 1;
                    default -> true;
                }
                && (trial.shape() != Shape.UNI || knowsUni)
                && (trial.shape() != Shape.SYNC || trial.situation() != Situation.LATER);
    }
}
