package dev.breakwater.drill.run;

import dev.breakwater.drill.traffic.Route;
import dev.breakwater.drill.traffic.Sample;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Checkouts second by second, from the beginning of the traffic.
 *
 * @param seconds one entry a second
 * @param phases the phases that were played, by when they were
 */
public record Timeline(List<Figures> seconds, Map<Phase, Span> phases) {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    static Timeline of(List<Sample> samples, Map<Phase, Span> phases) {
        List<Sample> checkouts = samples.stream()
                .filter(sample -> sample.route() == Route.CHECKOUT)
                .toList();
        long end = phases.get(Phase.RECOVERY).toNanos();
        List<Figures> seconds = LongStream.range(0, end / SECOND)
                .mapToObj(second -> Figures.of(checkouts, new Span(second * SECOND, (second + 1) * SECOND)))
                .toList();
        return new Timeline(seconds, phases);
    }

    /** When a phase began, in seconds since the traffic did. */
    public double start(Phase phase) {
        return phases.get(phase).fromNanos() / (double) SECOND;
    }
}
