package dev.breakwater.resilience.breaker;

import static dev.breakwater.resilience.breaker.BreakerConfig.WindowType.COUNT;
import static dev.breakwater.resilience.breaker.BreakerConfig.WindowType.TIME;
import static dev.breakwater.resilience.breaker.CircuitBreakerTest.consecutive;
import static dev.breakwater.resilience.breaker.CircuitBreakerTest.rate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.time.VirtualTime;
import org.junit.jupiter.api.Test;

/** What a change of figures does to outcomes that arrive at the same moment, on a thread that still has the old tally. */
class TallyTest {
    private final VirtualTime time = new VirtualTime();

    @Test
    void aRowCountsWhatArrivesAtTheOldTallyAfterTheChange() {
        Tally before = new ConsecutiveTally(3);
        before.failure(1);
        Tally after = before.under(consecutive(4));
        before.failure(1);
        before.failure(1);

        assertThat(after.tripped()).isNull();
        after.failure(1);
        assertThat(after.tripped()).isEqualTo("4 calls in a row failed");
    }

    @Test
    void aRowEndsWithASuccessThatArrivesAtTheOldTallyAfterTheChange() {
        Tally before = new ConsecutiveTally(5);
        before.failure(1);
        Tally after = before.under(consecutive(2));
        before.success(1);
        after.failure(1);

        assertThat(after.tripped()).isNull();
    }

    @Test
    void aTrippedRowStaysTripped() {
        Tally tally = new ConsecutiveTally(1);
        tally.failure(1);
        tally.success(1);

        assertThat(tally.tripped()).isNotNull();
    }

    @Test
    void aRateCountsWhatArrivesAtTheOldTallyAfterTheChange() {
        Tally before = new RateTally(rate(COUNT, 10, 4, 1), time);
        before.failure(1);
        Tally after = before.under(rate(COUNT, 20, 4, 1));
        before.failure(1);
        before.failure(1);
        after.failure(1);

        assertThat(after.tripped()).isEqualTo("4 of 4 calls failed");
    }

    @Test
    void aRateUnderStricterFiguresTripsAtOnce() {
        Tally tally = new RateTally(rate(TIME, 10, 4, 1), time);
        tally.failure(1);
        tally.failure(1);

        assertThat(tally.under(rate(TIME, 10, 2, 1)).tripped()).isEqualTo("2 of 2 calls failed");
    }

    @Test
    void aTrippedRateStaysTrippedWhateverFollows() {
        Tally tally = new RateTally(rate(COUNT, 10, 1, 1), time);
        tally.failure(1);
        tally.success(1);

        assertThat(tally.tripped()).isEqualTo("1 of 1 calls failed");
    }
}
