package dev.breakwater.benchmarks.run;

import java.util.Arrays;

/** The value in the middle: one disturbed round does not move it. */
public final class Median {
    private Median() {}

    /** Of one value at least. */
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
