package dev.breakwater.benchmarks.checkout;

/** What was brought with the protection and without it, in turns. */
public record Pair(Throughput withProtection, Throughput without) {

    double throughput() {
        return withProtection.paidPerSecond() / without.paidPerSecond();
    }

    double p99() {
        return withProtection.p99Ms() / without.p99Ms();
    }
}
