package dev.breakwater.drill.run;

import static dev.breakwater.drill.run.Samples.checkout;
import static dev.breakwater.drill.run.Samples.degraded;
import static dev.breakwater.drill.run.Samples.failed;
import static dev.breakwater.drill.run.Samples.paid;
import static dev.breakwater.drill.run.Samples.slow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.breakwater.drill.traffic.Outcome;
import dev.breakwater.drill.traffic.Route;
import dev.breakwater.drill.traffic.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final long MS = 1_000_000;
    private static final Span FROM_10_TO_12_S = new Span(10_000 * MS, 12_000 * MS);
    private static final Outcome PAID = new Outcome("PAID", true, false);

    @Test
    void goodIsA2xxWithinTwoSecondsAndDegradedOnesAreAmongThem() {
        Figures figures = figures(paid(10_000), degraded(10_100), slow(10_200), failed(10_300));

        assertThat(figures.offered()).isEqualTo(4);
        assertThat(figures.good()).isEqualTo(2);
        assertThat(figures.degraded()).isEqualTo(1);
        assertThat(figures.failed()).isEqualTo(2);
        assertThat(figures.goodShare()).isEqualTo(0.5);
    }

    @Test
    void everyRequestHasAnOutcome() {
        Figures figures = figures(
                paid(10_000), degraded(10_100), slow(10_200), failed(10_300), checkout(10_400, 5_000, Outcome.GAVE_UP));

        assertThat(figures.byOutcome()).isEqualTo(Map.of("PAID", 2L, "slow", 1L, "504", 1L, "gave-up", 1L));
    }

    @Test
    void requestsBelongToThePhaseTheyWereDueIn() {
        Figures figures = figures(paid(9_999), paid(10_000), checkout(11_999, 1_500, PAID), paid(12_000));

        assertThat(figures.offered()).isEqualTo(2);
    }

    @Test
    void latencyCountsForThoseThatFailedToo() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 95; i++) {
            samples.add(paid(10_000 + i));
        }
        for (int i = 0; i < 5; i++) {
            samples.add(checkout(10_500, 5_000, Outcome.GAVE_UP));
        }
        Figures figures = Figures.of(samples, FROM_10_TO_12_S);

        assertThat(figures.p50Ms()).isCloseTo(20, within(0.1));
        assertThat(figures.p99Ms()).isCloseTo(5_000, within(5.0));
    }

    @Test
    void laterLeavesOutWhatWasDueInTheFirstSecond() {
        Figures figures = figures(checkout(10_999, 900, PAID), paid(11_000));

        assertThat(figures.p99Ms()).isCloseTo(900, within(1.0));
        assertThat(figures.p99LaterMs()).isCloseTo(20, within(0.1));
    }

    @Test
    void withoutSamplesThereAreNoPercentiles() {
        Figures figures = figures();

        assertThat(figures.offered()).isZero();
        assertThat(figures.goodShare()).isZero();
        assertThat(figures.p50Ms()).isNull();
        assertThat(figures.p99LaterMs()).isNull();
    }

    @Test
    void bystandersAreCountedApart() {
        PhaseFigures figures = PhaseFigures.of(
                List.of(paid(10_000), Samples.bystander(Route.CATALOG, 10_100), Samples.bystander(Route.ORDER, 10_200)),
                FROM_10_TO_12_S);

        assertThat(figures.checkouts().offered()).isEqualTo(1);
        assertThat(figures.byRoute()).containsOnlyKeys("GET /catalog", "GET /orders/{id}", "GET /orders/{id}/payment");
        assertThat(figures.byRoute().get("GET /catalog").good()).isEqualTo(1);
        assertThat(figures.byRoute().get("GET /orders/{id}/payment").offered()).isZero();
    }

    private static Figures figures(Sample... samples) {
        return Figures.of(List.of(samples), FROM_10_TO_12_S);
    }
}
