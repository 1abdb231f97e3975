package dev.breakwater.drill.run;

import dev.breakwater.drill.traffic.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What the requests of one kind met in one phase. Latency counts for all of them, those that failed too, from when they
 * were due.
 *
 * @param offered requests that were due
 * @param good answered with a 2xx within 2 s
 * @param degraded of the good ones those that said that something was missing
 * @param failed all others
 * @param p50Ms half were no slower; null without samples
 * @param p99Ms 99 of 100 were no slower; null without samples
 * @param p99LaterMs the same, of those due after the phase's first second; null without samples
 * @param byOutcome the order's status where there is one, or the HTTP status; {@code slow} for a 2xx after 2 s
 */
public record Figures(
        long offered,
        long good,
        long degraded,
        long failed,
        Double p50Ms,
        Double p99Ms,
        Double p99LaterMs,
        Map<String, Long> byOutcome) {
    private static final String SLOW = "slow";
    private static final long FIRST_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_PER_MS = 1_000_000d;

    /** Of those samples that were due within the phase. */
    static Figures of(List<Sample> samples, Span phase) {
        List<Sample> due = samples.stream().filter(phase::covers).toList();
        List<Sample> later =
                due.stream().filter(phase.later(FIRST_SECOND)::covers).toList();
        long good = due.stream().filter(Sample::isGood).count();
        Histogram latencies = histogram(due);
        return new Figures(
                due.size(),
                good,
                due.stream().filter(Sample::isDegraded).count(),
                due.size() - good,
                percentile(latencies, 50),
                percentile(latencies, 99),
                percentile(histogram(later), 99),
                outcomes(due));
    }

    /** From 0 to 1; 0 where nothing was offered. */
    public double goodShare() {
        return share(good);
    }

    /** From 0 to 1; 0 where nothing was offered. */
    public double degradedShare() {
        return share(degraded);
    }

    private double share(long part) {
        return offered == 0 ? 0 : (double) part / offered;
    }

    private static Map<String, Long> outcomes(List<Sample> samples) {
        Map<String, Long> counts = new TreeMap<>();
        for (Sample sample : samples) {
            boolean isSlow = sample.outcome().isSuccess() && !sample.isGood();
            counts.merge(isSlow ? SLOW : sample.outcome().name(), 1L, Long::sum);
        }
        return counts;
    }

    private static Histogram histogram(List<Sample> samples) {
        Histogram histogram = new Histogram(3); // digits
        samples.forEach(sample -> histogram.recordValue(Math.max(0, sample.latencyNanos())));
        return histogram;
    }

    private static Double percentile(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0
                ? null
                : Math.round(histogram.getValueAtPercentile(percentile) / NANOS_PER_MS * 10) / 10d;
    }
}
