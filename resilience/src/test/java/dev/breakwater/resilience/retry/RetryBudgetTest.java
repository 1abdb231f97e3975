package dev.breakwater.resilience.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.breakwater.resilience.Race;
import dev.breakwater.resilience.Seeds;
import dev.breakwater.resilience.time.ErraticClock;
import dev.breakwater.resilience.time.VirtualTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private static final long SECOND = 1_000_000_000L;

    private final VirtualTime time = new VirtualTime();
    private RetryBudget budget = new RetryBudget(0.15, 1, time);

    private int withdrawAll() {
        int taken = 0;
        while (budget.tryWithdraw()) {
            taken++;
        }
        return taken;
    }

    private void calls(int count) {
        for (int i = 0; i < count; i++) {
            budget.onCall();
        }
    }

    @Test
    void beginsWithAReserveOfTenSecondsWorth() {
        assertThat(budget.balance()).isEqualTo(10);
        assertThat(withdrawAll()).isEqualTo(10);
        assertThat(budget.balance()).isLessThan(1);
    }

    @Test
    void fillsWithTime() {
        withdrawAll();
        time.advance(SECOND - 1);
        assertThat(budget.tryWithdraw()).isFalse();
        time.advance(1);
        assertThat(budget.tryWithdraw()).isTrue();
        assertThat(budget.tryWithdraw()).isFalse();
    }

    @Test
    void fillsWithCalls() {
        withdrawAll();
        calls(6);
        assertThat(budget.tryWithdraw()).isFalse();
        calls(1);
        assertThat(budget.tryWithdraw()).isTrue();
        assertThat(budget.tryWithdraw()).isFalse();
    }

    /**
     * Of each stretch from one retry to the next, either time or calls earn it: the larger of the two and not their sum,
     * and the reserve that was there at the start.
     */
    @Test
    void allowsTheLargerOfItsTwoRatesAndTheReserveWhateverHappens() {
        Seeds.run(300, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            double ratio = random.nextInt(5) * 0.25;
            double perSecond = random.nextInt(4) * 0.5;
            budget = new RetryBudget(ratio, perSecond, time);
            double earned = budget.balance();
            double fromCalls = 0;
            double fromTime = 0;
            int retries = 0;
            for (int i = 0; i < 300; i++) {
                int calls = random.nextInt(3);
                long millis = random.nextInt(300);
                calls(calls);
                time.advance(millis * SECOND / 1000);
                fromCalls += ratio * calls;
                fromTime += perSecond * millis / 1000;
                if (random.nextBoolean() && budget.tryWithdraw()) {
                    retries++;
                    earned += Math.max(fromCalls, fromTime);
                    fromCalls = 0;
                    fromTime = 0;
                    assertThat((double) retries).isLessThanOrEqualTo(earned + 1e-6);
                }
            }
        });
    }

    @Test
    void savesNoMoreThanItsReserveHoweverLongItRests() {
        time.advance(1_000_000 * SECOND);
        calls(1_000_000);
        assertThat(budget.balance()).isEqualTo(10);
        assertThat(withdrawAll()).isEqualTo(10);
    }

    @Test
    void allowsTheShareOfCallsWhereThatIsMore() {
        assertThat(retriesUnderEndlessDemand(100, 20)).isCloseTo(100 * 20 * 0.15, offset(11.0));
    }

    @Test
    void allowsTheRateInTimeWhereThatIsMore() {
        assertThat(retriesUnderEndlessDemand(100, 1)).isCloseTo(100, offset(11.0));
    }

    @Test
    void allowsTheLargerOfTwoEqualRatesAndNotTheirSum() {
        budget = new RetryBudget(0.1, 1, time);
        assertThat(retriesUnderEndlessDemand(100, 10)).isCloseTo(100, offset(11.0));
    }

    /** Asks for a retry a hundred times a second, while calls arrive at an even rate. */
    private double retriesUnderEndlessDemand(int seconds, int callsPerSecond) {
        int retries = 0;
        for (int tick = 0; tick < seconds * 100; tick++) {
            time.advance(SECOND / 100);
            if (tick % (100 / callsPerSecond) == 50 % (100 / callsPerSecond)) {
                budget.onCall();
            }
            retries += budget.tryWithdraw() ? 1 : 0;
        }
        return retries;
    }

    @Test
    void withoutARateInTimeOnlyCallsEarnRetries() {
        budget = new RetryBudget(0.5, 0, time);
        assertThat(withdrawAll()).isEqualTo(10);
        time.advance(1000 * SECOND);
        assertThat(budget.tryWithdraw()).isFalse();
        calls(2);
        assertThat(withdrawAll()).isEqualTo(1);
        calls(1000);
        assertThat(withdrawAll()).isEqualTo(10);
    }

    @Test
    void aRateBelowOneRetryInTenSecondsStillSavesOne() {
        budget = new RetryBudget(0, 0.01, time);
        assertThat(withdrawAll()).isEqualTo(1);
        time.advance(99 * SECOND);
        assertThat(budget.tryWithdraw()).isFalse();
        time.advance(2 * SECOND);
        assertThat(budget.tryWithdraw()).isTrue();
        calls(1000);
        assertThat(budget.tryWithdraw()).isFalse();
    }

    @Test
    void withNeitherRateNothingIsEverRetried() {
        budget = new RetryBudget(0, 0, time);
        calls(1000);
        time.advance(1000 * SECOND);
        assertThat(budget.tryWithdraw()).isFalse();
        assertThat(budget.balance()).isZero();
    }

    @Test
    void aClockThatGoesBackTakesNothingAway() {
        ErraticClock clock = new ErraticClock();
        budget = new RetryBudget(0.15, 1, clock);
        clock.move(-1000 * SECOND);
        assertThat(budget.balance()).isEqualTo(10);
        assertThat(withdrawAll()).isEqualTo(10);
        clock.move(SECOND);
        assertThat(budget.tryWithdraw()).isTrue();
    }

    @Nested
    class Reconfigured {
        @Test
        void keepsWhatWasSavedUpToTheNewReserve() {
            budget.reconfigure(0.15, 5);
            assertThat(budget.balance()).isEqualTo(10);
            budget.reconfigure(0.15, 0.5);
            assertThat(budget.balance()).isEqualTo(5);
        }

        @Test
        void callsUntilThenEarnTheOldShareAndLaterOnesTheNew() {
            budget = new RetryBudget(0.5, 0, time);
            withdrawAll();
            calls(4);
            budget.reconfigure(0.1, 0);
            calls(10);
            assertThat(withdrawAll()).isEqualTo(3);
        }

        @Test
        void timeUntilThenEarnsTheOldRateAndLaterTimeTheNew() {
            withdrawAll();
            time.advance(2 * SECOND);
            budget.reconfigure(0, 3);
            time.advance(SECOND);
            assertThat(withdrawAll()).isEqualTo(5);
        }
    }

    @Test
    void manyThreadsTogetherWithdrawWhatThereIsAndNoMore() {
        budget = new RetryBudget(0.5, 0, time);
        try (Race race = new Race(8)) {
            int taken = race
                    .run(thread -> {
                        int own = 0;
                        for (int i = 0; i < 20_000; i++) {
                            budget.onCall();
                            own += i % 2 == 0 && budget.tryWithdraw() ? 1 : 0;
                        }
                        return own;
                    })
                    .stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            // Half of the calls asked, half of the calls may: nobody is refused for long, and the reserve may be used.
            assertThat(taken).isBetween(8 * 20_000 / 4, 8 * 20_000 / 2 + 10);
        }
    }
}
