package dev.breakwater.benchmarks.run;

/**
 * What JMH says of one trial.
 *
 * @param nanos for one call, on each of the threads
 * @param bytes allocated for one call
 */
public record Measured(double nanos, double bytes) {}
