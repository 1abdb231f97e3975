package dev.breakwater.benchmarks.run;

import java.time.Duration;

/**
 * How long a trial takes, in a JVM of its own.
 *
 * @param warmUp before anything counts
 * @param iterations those that count
 * @param each how long each of these lasts
 */
public record Pace(Duration warmUp, int iterations, Duration each) {}
