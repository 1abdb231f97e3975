package dev.breakwater.resilience;

import java.util.function.LongConsumer;

/**
 * Runs a test of chance with one seed after the other: always the same ones in the normal build, many more and fresh ones
 * in a thorough one (Maven profile {@code thorough}). A failure names its seed; {@code -Dbreakwater.seed=N} runs that one again.
 */
public final class Seeds {
    private Seeds() {}

    /**
     * @param count how many in the normal build
     * @param test what one seed does
     */
    public static void run(int count, LongConsumer test) {
        Long only = Long.getLong("breakwater.seed");
        if (only != null) {
            test.accept(only);
            return;
        }
        boolean thorough = Boolean.getBoolean("breakwater.thorough");
        long first = thorough ? System.nanoTime() : 0;
        long last = first + (thorough ? 10L * count : count);
        for (long seed = first; seed < last; seed++) {
            try {
                test.accept(seed);
            } catch (Throwable failure) {
                throw new AssertionError(
                        "seed " + seed + " fails; run it again with -Dbreakwater.seed=" + seed, failure);
            }
        }
    }
}
