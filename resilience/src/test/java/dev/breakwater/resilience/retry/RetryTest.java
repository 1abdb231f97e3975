package dev.breakwater.resilience.retry;

import static dev.breakwater.resilience.Failure.NO_HINT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Failure;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.time.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
    private static final long MILLIS = 1_000_000;
    private static final long UNLIMITED = Long.MAX_VALUE;
    private static final RetryConfig CONFIG = RetryConfig.DEFAULTS;

    private double drawn = 0;
    private final RetryBudget budget = new RetryBudget(0.15, 1, new VirtualTime());
    private final Retry retry = new Retry(budget, () -> drawn);

    private long delay(int attempts, Failure failure, long attemptMillis, long remainingMillis) {
        return retry.nextDelayNanos(
                CONFIG,
                attempts,
                failure,
                attemptMillis * MILLIS,
                remainingMillis == UNLIMITED ? UNLIMITED : remainingMillis * MILLIS,
                true);
    }

    private static Failure overload(long retryAfterMillis) {
        return new Failure(Outcome.OVERLOAD, retryAfterMillis * MILLIS, false);
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSIENT, true", "IN_PROGRESS, true",
        "OVERLOAD, false", "REFUSAL, false",
        "REJECTED, false", "CANCELLED, false",
        "SUCCESS, false"
    })
    void triesAgainWhatAnotherAttemptCouldChange(Outcome outcome, boolean again) {
        assertThat(delay(1, new Failure(outcome, NO_HINT, false), 0, UNLIMITED) != Retry.STOP)
                .isEqualTo(again);
    }

    @ParameterizedTest
    @EnumSource
    void neverTriesAgainWhereTheDependencyForbidsIt(Outcome outcome) {
        assertThat(delay(1, new Failure(outcome, 0, true), 0, UNLIMITED)).isEqualTo(Retry.STOP);
    }

    @Test
    void neverTriesAgainWhatMustNotBeRepeated() {
        assertThat(retry.nextDelayNanos(CONFIG, 1, Failure.TRANSIENT, 0, UNLIMITED, false))
                .isEqualTo(Retry.STOP);
        assertThat(budget.balance()).isEqualTo(10);
    }

    @Test
    void triesNoMoreOftenThanConfigured() {
        assertThat(delay(1, Failure.TRANSIENT, 0, UNLIMITED)).isEqualTo(100 * MILLIS);
        assertThat(delay(2, Failure.TRANSIENT, 0, UNLIMITED)).isEqualTo(200 * MILLIS);
        assertThat(delay(3, Failure.TRANSIENT, 0, UNLIMITED)).isEqualTo(Retry.STOP);
    }

    @Test
    void drawsTheJitterFromItsOwnSourceOfChance() {
        drawn = 0.5;
        assertThat(delay(1, Failure.TRANSIENT, 0, UNLIMITED)).isEqualTo(105 * MILLIS);
    }

    @Test
    void waitsAsLongAsTheDependencyAsks() {
        assertThat(delay(1, overload(700), 0, 5000)).isEqualTo(700 * MILLIS);
    }

    @Test
    void waitsItsOwnBackoffWhereThatIsLonger() {
        assertThat(delay(2, overload(50), 0, 5000)).isEqualTo(200 * MILLIS);
        assertThat(delay(1, overload(0), 0, 5000)).isEqualTo(100 * MILLIS);
    }

    @Test
    void callersWhoWereAskedToComeBackAtOneMomentStayApart() {
        drawn = 0.5;
        assertThat(delay(1, overload(1000), 0, 5000)).isEqualTo(1050 * MILLIS);
    }

    @Test
    void withoutADeadlineWaitsNoLongerThanTheCapForTheDependency() {
        assertThat(delay(1, overload(2000), 0, UNLIMITED)).isEqualTo(2000 * MILLIS);
        assertThat(delay(1, overload(2001), 0, UNLIMITED)).isEqualTo(Retry.STOP);
        assertThat(delay(1, overload(2001), 0, 10_000)).isEqualTo(2001 * MILLIS);
    }

    @Test
    void aHintOfManyYearsOverflowsNothing() {
        Failure never = new Failure(Outcome.OVERLOAD, Long.MAX_VALUE, false);
        drawn = 0.99;
        assertThat(delay(1, never, 0, UNLIMITED)).isEqualTo(Retry.STOP);
        assertThat(delay(1, never, 0, 86_400_000)).isEqualTo(Retry.STOP);
    }

    @Test
    void doesNotBeginAWaitThatTheDeadlineWouldCut() {
        assertThat(delay(1, Failure.TRANSIENT, 0, 100)).isEqualTo(Retry.STOP);
        assertThat(delay(1, Failure.TRANSIENT, 0, 101)).isEqualTo(100 * MILLIS);
    }

    @Test
    void doesNotBeginAnAttemptThatTheDeadlineWouldCut() {
        assertThat(delay(1, Failure.TRANSIENT, 50, 150)).isEqualTo(Retry.STOP);
        assertThat(delay(1, Failure.TRANSIENT, 50, 151)).isEqualTo(100 * MILLIS);
    }

    @Test
    void doesNotBeginOneWhereTheTimeIsUpAlready() {
        assertThat(delay(1, Failure.TRANSIENT, 0, 0)).isEqualTo(Retry.STOP);
        assertThat(delay(1, Failure.TRANSIENT, 0, -5)).isEqualTo(Retry.STOP);
    }

    @Test
    void askingInVainCostsNothingOfTheBudget() {
        delay(1, Failure.REFUSAL, 0, UNLIMITED);
        delay(3, Failure.TRANSIENT, 0, UNLIMITED);
        delay(1, Failure.TRANSIENT, 0, 100);
        assertThat(budget.balance()).isEqualTo(10);
    }

    @Test
    void stopsWhenTheBudgetIsSpent() {
        for (int i = 0; i < 10; i++) {
            assertThat(delay(1, Failure.TRANSIENT, 0, UNLIMITED)).isNotEqualTo(Retry.STOP);
        }
        assertThat(delay(1, Failure.TRANSIENT, 0, UNLIMITED)).isEqualTo(Retry.STOP);

        for (int i = 0; i < 7; i++) {
            retry.onCall();
        }
        assertThat(delay(1, Failure.TRANSIENT, 0, UNLIMITED)).isNotEqualTo(Retry.STOP);
        assertThat(retry.budget()).isSameAs(budget);
    }

    @Test
    void anAttemptOfAZeroWaitIsAllowed() {
        RetryConfig atOnce =
                new RetryConfig(3, Duration.ZERO, 1, Duration.ZERO, 0, RetryConfig.JitterMode.FULL, 0.15, 1);
        assertThat(retry.nextDelayNanos(atOnce, 1, Failure.TRANSIENT, 0, 1, true))
                .isZero();
    }
}
