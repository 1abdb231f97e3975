package dev.breakwater.benchmarks.checkout;

import org.HdrHistogram.Histogram;

/** What loads of the shop brought, one or several together: how long each paid checkout took, and how many others were. */
final class Sample {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram latencies = new Histogram(SIGNIFICANT_DIGITS);
    private long others;
    private double seconds;

    void paid(long nanos) {
        latencies.recordValue(nanos);
    }

    void notPaid() {
        others++;
    }

    void lasted(double moreSeconds) {
        seconds += moreSeconds;
    }

    void add(Sample other) {
        latencies.add(other.latencies);
        others += other.others;
        seconds += other.seconds;
    }

    /**
     * The figures.
     *
     * @throws IllegalStateException where nothing was paid
     */
    Throughput throughput() {
        if (latencies.getTotalCount() == 0) {
            throw new IllegalStateException("of " + others + " checkouts none was paid");
        }
        return new Throughput(
                latencies.getTotalCount() / seconds,
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6,
                others);
    }
}
