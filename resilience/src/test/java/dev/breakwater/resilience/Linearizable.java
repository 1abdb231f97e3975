package dev.breakwater.resilience;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * Checks with Lincheck that operations which overlap have an order in which one thread could have done them: small
 * scenarios in the normal build, enough to find a lost compare-and-set; many larger ones in a thorough one (Maven profile
 * {@code thorough}), there on the machine's own threads too.
 */
public final class Linearizable {
    private static final boolean THOROUGH = Boolean.getBoolean("breakwater.thorough");

    private Linearizable() {}

    /** Tries the model's scenarios under every schedule that model checking finds. */
    public static void check(Class<?> model) {
        if (THOROUGH) {
            underModelChecking(model, 30, 150, 3, 1);
            underStress(model);
        } else {
            underModelChecking(model, 15, 30, 2, 0);
        }
    }

    private static void underModelChecking(Class<?> model, int scenarios, int schedules, int operations, int around) {
        new ModelCheckingOptions()
                .iterations(scenarios)
                .invocationsPerIteration(schedules)
                .threads(2)
                .actorsPerThread(operations)
                .actorsBefore(around)
                .actorsAfter(around)
                .check(model);
    }

    private static void underStress(Class<?> model) {
        new StressOptions()
                .iterations(20)
                .invocationsPerIteration(2_500)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .check(model);
    }
}
