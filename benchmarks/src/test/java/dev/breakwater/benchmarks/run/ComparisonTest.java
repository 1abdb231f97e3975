package dev.breakwater.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.benchmarks.library.Library;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final Comparison sync = Comparison.all(false).get(0);
    private final Measurements measurements = new Measurements();

    private void round(double ours, double peer, double otherPeer) {
        measurements.add(sync.ours(), new Measured(ours, 0));
        measurements.add(sync.peers().get(0), new Measured(peer, 48));
        measurements.add(sync.peers().get(1), new Measured(otherPeer, 280));
    }

    @Test
    void comparesWithTheQuickerOfTheirSetups() {
        round(20, 100, 80);
        assertThat(sync.ratio(measurements)).isEqualTo(0.25);
        assertThat(sync.bytes(measurements)).isZero();
    }

    @Test
    void comparesWithinEachRoundSoThatASlowMachineIsSlowForBoth() {
        round(20, 100, 200);
        round(200, 1000, 2000); // the machine was busy
        round(30, 100, 200);
        assertThat(sync.ratio(measurements)).isEqualTo(0.2);
    }

    @Test
    void everyRoundMeasuresAllThatIsCompared() {
        List<Trial> firstRound = trials().limit(compared().size()).toList();
        assertThat(firstRound).containsExactlyElementsOf(compared());
    }

    @Test
    void theRestMeasuresNothingTwice() {
        List<Trial> rest = trials().skip(5L * compared().size()).toList();
        assertThat(rest).doesNotHaveDuplicates().anyMatch(trial -> trial.library() == Library.FAILSAFE);
    }

    private static Stream<Trial> trials() {
        return Schedule.full().steps().stream().map(Schedule.Step::trial);
    }

    private static List<Trial> compared() {
        return Comparison.all(false).stream()
                .flatMap(Comparison::trials)
                .distinct()
                .toList();
    }

    @Test
    void isBounded() {
        assertThat(duration(Schedule.full())).isLessThan(Duration.ofMinutes(12));
        assertThat(duration(Schedule.quick())).isLessThan(Duration.ofSeconds(135));
    }

    /** With a second for the start of each JVM. */
    private static Duration duration(Schedule schedule) {
        return schedule.steps().stream()
                .map(Schedule.Step::pace)
                .map(pace -> pace.each()
                        .multipliedBy(pace.iterations())
                        .plus(pace.warmUp())
                        .plusSeconds(1))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
