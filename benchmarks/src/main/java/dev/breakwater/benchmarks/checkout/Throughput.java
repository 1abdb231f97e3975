package dev.breakwater.benchmarks.checkout;

/**
 * What loads brought.
 *
 * @param paidPerSecond checkouts answered {@code PAID}
 * @param p50Ms latency of these
 * @param p99Ms latency of these
 * @param others checkouts that ended in any other way
 */
public record Throughput(double paidPerSecond, double p50Ms, double p99Ms, long others) {}
