package dev.breakwater.benchmarks.run;

import dev.breakwater.benchmarks.calls.Situation;
import dev.breakwater.benchmarks.library.Library;
import java.util.List;
import java.util.stream.Stream;

/**
 * Breakwater's time as a share of another library's. Where that one can be set up in several ways, the quickest counts.
 *
 * @param name of the ratio
 */
public record Comparison(String name, Trial ours, List<Trial> peers) {

    /** Those that have targets. */
    public static List<Comparison> all(boolean metrics) {
        return List.of(
                of("syncSolo", Shape.SYNC, Situation.SUCCESS, 1, metrics, resilience4j(metrics)),
                of("syncContended", Shape.SYNC, Situation.SUCCESS, 2, metrics, resilience4j(metrics)),
                of("uni", Shape.UNI, Situation.LATER, 1, metrics, List.of(Library.SMALLRYE)),
                of("rejectOpen", Shape.SYNC, Situation.OPEN, 1, metrics, resilience4j(metrics)),
                of("rejectFull", Shape.SYNC, Situation.FULL, 1, metrics, resilience4j(metrics)));
    }

    private static List<Library> resilience4j(boolean metrics) {
        return metrics ? List.of(Library.RESILIENCE4J) : List.of(Library.RESILIENCE4J, Library.RESILIENCE4J_LOCK_FREE);
    }

    private static Comparison of(
            String name, Shape shape, Situation situation, int threads, boolean metrics, List<Library> peers) {
        return new Comparison(
                name,
                new Trial(shape, situation, Library.BREAKWATER, threads, metrics),
                peers.stream()
                        .map(peer -> new Trial(shape, situation, peer, threads, metrics))
                        .toList());
    }

    /** All that must be measured for it. */
    public Stream<Trial> trials() {
        return Stream.concat(Stream.of(ours), peers.stream());
    }

    /** Whether there is anything to compare. */
    public boolean isMeasured(Measurements measurements) {
        return measurements.has(ours);
    }

    /** The ratio of each round, and the one in the middle. */
    public double ratio(Measurements measurements) {
        int rounds = measurements.rounds(ours);
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            int at = round;
            double quickest = peers.stream()
                    .mapToDouble(peer -> measurements.of(peer, at).nanos())
                    .min()
                    .orElseThrow();
            ratios[round] = measurements.of(ours, at).nanos() / quickest;
        }
        return Median.of(ratios);
    }

    /** Bytes that one of our calls allocates. */
    public double bytes(Measurements measurements) {
        return measurements.bytes(ours);
    }
}
