package dev.breakwater.drill.run;

import static dev.breakwater.drill.run.Samples.degraded;
import static dev.breakwater.drill.run.Samples.failed;
import static dev.breakwater.drill.run.Samples.paid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.drill.traffic.Outcome;
import dev.breakwater.drill.traffic.Route;
import dev.breakwater.drill.traffic.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final long MS = 1_000_000;
    private static final long REMOVED = 40_000 * MS;

    @Test
    void isImmediateWhereNothingWasWrong() {
        assertThat(recovery(every100Ms(0, 2_000, ms -> paid(40_000 + ms)))).hasValue(0);
    }

    @Test
    void beginsAfterTheLastDegradedCheckout() {
        List<Sample> samples = every100Ms(0, 5_000, ms -> ms <= 1_500 ? degraded(40_000 + ms) : paid(40_000 + ms));

        assertThat(recovery(samples)).hasValue(1_500 * MS + 1);
    }

    @Test
    void oneMoreBadCheckoutWithinTheSecondBeginsItAnew() {
        List<Sample> samples = every100Ms(0, 5_000, ms -> paid(40_000 + ms));
        samples.set(9, failed(40_900));
        samples.set(18, degraded(41_800));

        assertThat(recovery(samples)).hasValue(1_800 * MS + 1);
    }

    @Test
    void aBadCheckoutAfterTheSecondDoesNotCount() {
        List<Sample> samples = every100Ms(0, 5_000, ms -> paid(40_000 + ms));
        samples.set(11, failed(41_100));

        assertThat(recovery(samples)).hasValue(0);
    }

    @Test
    void isNotShownBeforeTheSecondIsKnown() {
        List<Sample> samples = every100Ms(0, 900, ms -> paid(40_000 + ms));

        assertThat(Recovery.nanos(samples, REMOVED, REMOVED + 900 * MS)).isEmpty();
    }

    @Test
    void neverComesWhereEveryCheckoutIsDegraded() {
        assertThat(recovery(every100Ms(0, 30_000, ms -> degraded(40_000 + ms)))).isEmpty();
    }

    @Test
    void isNotShownByNoCheckoutsAtAll() {
        assertThat(recovery(List.of())).isEmpty();
    }

    @Test
    void sparseCheckoutsShowItToo() {
        assertThat(recovery(List.of(degraded(40_500), paid(43_000), paid(46_000))))
                .isPresent();
    }

    @Test
    void bystandersAndWhatWasDueBeforeDoNotCount() {
        List<Sample> samples = every100Ms(0, 2_000, ms -> paid(40_000 + ms));
        samples.add(failed(39_999));
        samples.add(new Sample(Route.CATALOG, 40_100 * MS, 0, MS, Outcome.NO_ANSWER));

        assertThat(recovery(samples)).hasValue(0);
    }

    private static OptionalLong recovery(List<Sample> samples) {
        return Recovery.nanos(samples, REMOVED, REMOVED + 30_000 * MS);
    }

    private static List<Sample> every100Ms(long fromMs, long toMs, LongFunction<Sample> sample) {
        return new ArrayList<>(LongStream.range(fromMs / 100, toMs / 100)
                .map(tick -> tick * 100)
                .mapToObj(sample)
                .toList());
    }
}
