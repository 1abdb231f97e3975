package dev.breakwater.resilience.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.breakwater.resilience.retry.RetryConfig.JitterMode;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final long MILLIS = 1_000_000;
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    private static RetryConfig additive(long baseMillis, double multiplier, long capMillis, double jitter) {
        return config(100, baseMillis, multiplier, capMillis, jitter, JitterMode.ADDITIVE);
    }

    private static RetryConfig full(long baseMillis, double multiplier, long capMillis) {
        return config(100, baseMillis, multiplier, capMillis, 0, JitterMode.FULL);
    }

    private static RetryConfig config(
            int attempts, long baseMillis, double multiplier, long capMillis, double jitter, JitterMode mode) {
        return new RetryConfig(
                attempts,
                Duration.ofMillis(baseMillis),
                multiplier,
                Duration.ofMillis(capMillis),
                jitter,
                mode,
                0.15,
                1);
    }

    @Test
    void doublesFromTheBaseToTheCap() {
        RetryConfig config = additive(100, 2, 2000, 0);
        long[] millis = {100, 200, 400, 800, 1600, 2000, 2000};
        for (int retry = 1; retry <= millis.length; retry++) {
            assertThat(Backoff.nanos(config, retry, ALMOST_ONE)).isEqualTo(millis[retry - 1] * MILLIS);
        }
    }

    @Test
    void capsFirstAndThenAddsJitterSoThatCallersStayApartAtTheCapToo() {
        RetryConfig config = additive(100, 2, 2000, 0.1);
        assertThat(Backoff.nanos(config, 50, 0)).isEqualTo(2000 * MILLIS);
        assertThat(Backoff.nanos(config, 50, 0.5)).isEqualTo(2100 * MILLIS);
        assertThat(Backoff.nanos(config, 50, ALMOST_ONE)).isBetween(2199 * MILLIS, 2200 * MILLIS);
    }

    @Test
    void additiveJitterAddsUpToItsShareAndNeverTakesAway() {
        Random random = new Random(7);
        RetryConfig config = additive(100, 2, 2000, 0.1);
        for (int i = 0; i < 1000; i++) {
            assertThat(Backoff.nanos(config, 2, random.nextDouble())).isBetween(200 * MILLIS, 220 * MILLIS);
        }
    }

    @Test
    void fullJitterIsAnythingFromNothingToTheWholeWait() {
        RetryConfig config = full(100, 2, 2000);
        assertThat(Backoff.nanos(config, 3, 0)).isZero();
        assertThat(Backoff.nanos(config, 3, 0.25)).isEqualTo(100 * MILLIS);
        assertThat(Backoff.nanos(config, 3, ALMOST_ONE)).isBetween(399 * MILLIS, 400 * MILLIS);
        assertThat(Backoff.nanos(config, 60, 0.5)).isEqualTo(1000 * MILLIS);
    }

    @Test
    void isNeverNegativeNorAboveTheCapAndItsJitterWhateverTheFigures() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            long base = random.nextInt(5) == 0 ? 0 : random.nextLong(86_400_000);
            long cap = base + random.nextLong(86_400_000 - base + 1);
            double multiplier = 1 + random.nextDouble() * 99;
            double jitter = random.nextDouble();
            JitterMode mode = JitterMode.values()[random.nextInt(2)];
            RetryConfig config = config(100, base, multiplier, cap, jitter, mode);
            long wait = Backoff.nanos(config, 1 + random.nextInt(99), random.nextDouble());

            assertThat(wait).as("seed %d", seed).isBetween(0L, 2 * cap * MILLIS);
            if (mode == JitterMode.FULL) {
                assertThat(wait).as("seed %d", seed).isLessThanOrEqualTo(cap * MILLIS);
            }
        }
    }

    @Test
    void waitsNotAtAllWhereTheBaseIsZero() {
        assertThat(Backoff.nanos(additive(0, 100, 0, 1), 99, ALMOST_ONE)).isZero();
    }

    @Test
    void addsUpTheLongestWaits() {
        RetryConfig config = config(4, 100, 2, 300, 0.1, JitterMode.ADDITIVE);
        assertThat(Backoff.longestTotalNanos(config)).isBetween(659 * MILLIS, 660 * MILLIS); // 110 + 220 + 330
        assertThat(Backoff.longestTotalNanos(config(1, 100, 2, 300, 0.1, JitterMode.ADDITIVE)))
                .isZero();
    }

    @Test
    void theFiguresAreRefusedOutOfRange() {
        assertRefused(0, 1, 2, 3, 0, 0, 0, "retry.max-attempts is 0; it must be 1 to 100");
        assertRefused(101, 1, 2, 3, 0, 0, 0, "retry.max-attempts is 101; it must be 1 to 100");
        assertRefused(1, -1, 2, 3, 0, 0, 0, "retry.base is PT-0.001S; it must be 0 or more");
        assertRefused(1, 1, 0.9, 3, 0, 0, 0, "retry.multiplier is 0.9; it must be 1 to 100");
        assertRefused(1, 1, 100.1, 3, 0, 0, 0, "retry.multiplier is 100.1; it must be 1 to 100");
        assertRefused(
                1,
                4,
                2,
                3,
                0,
                0,
                0,
                "retry.cap is PT0.003S; it must be at least the base, PT0.004S, and at most 1 day");
        assertRefused(
                1,
                1,
                2,
                86_400_001,
                0,
                0,
                0,
                "retry.cap is PT24H0.001S; it must be at least the base, PT0.001S, and at most 1 day");
        assertRefused(1, 1, 2, 3, -0.1, 0, 0, "retry.jitter is -0.1; it must be 0 to 1");
        assertRefused(1, 1, 2, 3, 1.1, 0, 0, "retry.jitter is 1.1; it must be 0 to 1");
        assertRefused(1, 1, 2, 3, 0, -0.1, 0, "retry.budget.ratio is -0.1; it must be 0 to 1");
        assertRefused(1, 1, 2, 3, 0, 1.1, 0, "retry.budget.ratio is 1.1; it must be 0 to 1");
        assertRefused(1, 1, 2, 3, 0, 0, -1, "retry.budget.per-second is -1.0; it must be 0 to 1000");
        assertRefused(1, 1, 2, 3, 0, 0, 1001, "retry.budget.per-second is 1001.0; it must be 0 to 1000");
        new RetryConfig(100, Duration.ZERO, 1, Duration.ZERO, 0, JitterMode.FULL, 0, 0);
        new RetryConfig(1, Duration.ofDays(1), 100, Duration.ofDays(1), 1, JitterMode.FULL, 1, 1000);
    }

    private static void assertRefused(
            int attempts,
            long baseMillis,
            double multiplier,
            long capMillis,
            double jitter,
            double ratio,
            double perSecond,
            String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryConfig(
                        attempts,
                        Duration.ofMillis(baseMillis),
                        multiplier,
                        Duration.ofMillis(capMillis),
                        jitter,
                        JitterMode.ADDITIVE,
                        ratio,
                        perSecond))
                .withMessage(message);
    }
}
