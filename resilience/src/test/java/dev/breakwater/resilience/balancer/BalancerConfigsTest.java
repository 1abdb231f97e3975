package dev.breakwater.resilience.balancer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BalancerConfigsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration NANO = Duration.ofNanos(1);

    private static void refuses(ThrowingCallable making, String message) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessage(message);
    }

    @Test
    void checksTakeEveryFigureInRangeAndNoneBeyond() {
        new CheckConfig(HOUR, HOUR, 1, 1);
        new CheckConfig(MILLI, MILLI, 1, 1);
        refuses(
                () -> new CheckConfig(MILLI.minus(NANO), MILLI, 1, 1),
                "health.interval is PT0.000999999S; it must be at least 1 ms, at most 1 h");
        refuses(
                () -> new CheckConfig(HOUR.plus(NANO), MILLI, 1, 1),
                "health.interval is PT1H0.000000001S; it must be at least 1 ms, at most 1 h");
        refuses(
                () -> new CheckConfig(MILLI, MILLI.minus(NANO), 1, 1),
                "health.timeout is PT0.000999999S; it must be at least 1 ms and at most the interval, PT0.001S");
        refuses(
                () -> new CheckConfig(HOUR, HOUR.plus(NANO), 1, 1),
                "health.timeout is PT1H0.000000001S; it must be at least 1 ms and at most the interval, PT1H");
        refuses(() -> new CheckConfig(HOUR, HOUR, 0, 1), "health.bad-checks is 0; it must be at least 1");
        refuses(() -> new CheckConfig(HOUR, HOUR, 1, 0), "health.good-checks is 0; it must be at least 1");
    }

    @Test
    void ejectionTakesEveryFigureInRangeAndNoneBeyond() {
        new EjectionConfig(1, DAY, DAY, 0);
        new EjectionConfig(1, NANO, NANO, 1);
        refuses(() -> new EjectionConfig(0, NANO, DAY, 1), "ejection.failures is 0; it must be at least 1");
        refuses(
                () -> new EjectionConfig(1, Duration.ZERO, DAY, 1),
                "ejection.base is PT0S; it must be above 0, at most 1 day");
        refuses(
                () -> new EjectionConfig(1, DAY.plus(NANO), DAY, 1),
                "ejection.base is PT24H0.000000001S; it must be above 0, at most 1 day");
        refuses(
                () -> new EjectionConfig(1, HOUR, NANO, 1),
                "ejection.cap is PT0.000000001S; it must be at least the base, PT1H, and at most 1 day");
        refuses(
                () -> new EjectionConfig(1, HOUR, DAY.plus(NANO), 1),
                "ejection.cap is PT24H0.000000001S; it must be at least the base, PT1H, and at most 1 day");
        refuses(() -> new EjectionConfig(1, HOUR, DAY, 1.01), "ejection.max-share is 1.01; it must be 0 to 1");
        refuses(() -> new EjectionConfig(1, HOUR, DAY, -0.01), "ejection.max-share is -0.01; it must be 0 to 1");
        refuses(() -> new EjectionConfig(1, HOUR, DAY, Double.NaN), "ejection.max-share is NaN; it must be 0 to 1");
    }
}
