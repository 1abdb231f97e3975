package dev.breakwater.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.breakwater.resilience.breaker.BreakerConfig.Mode;
import dev.breakwater.resilience.breaker.BreakerConfig.WindowType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerConfigTest {
    private int failures = 5;
    private WindowType windowType = WindowType.COUNT;
    private int window = 100;
    private int minimumCalls = 10;
    private double failureRate = 0.5;
    private Duration slowCall = Duration.ofSeconds(60);
    private double slowRate = 1;
    private Duration open = Duration.ofSeconds(30);
    private Duration lease = Duration.ofSeconds(60);

    private BreakerConfig config() {
        return new BreakerConfig(
                Mode.CONSECUTIVE,
                failures,
                windowType,
                window,
                minimumCalls,
                failureRate,
                slowCall,
                slowRate,
                open,
                lease);
    }

    private void assertRefused(String message) {
        assertThatIllegalArgumentException().isThrownBy(this::config).withMessage(message);
    }

    @Test
    void theDefaultsAreThoseOfTheSpecification() {
        assertThat(config()).isEqualTo(BreakerConfig.DEFAULTS);
    }

    @Test
    void failuresAreAtLeastOne() {
        failures = 1;
        config();
        failures = 0;
        assertRefused("breaker.failures is 0; it must be at least 1");
    }

    @Test
    void theWindowIsFromOneToTenThousand() {
        minimumCalls = 1;
        window = 1;
        config();
        window = 10_000;
        config();
        window = 10_001;
        assertRefused("breaker.window is 10001; it must be 1 to 10000");
        window = 0;
        assertRefused("breaker.window is 0; it must be 1 to 10000");
    }

    @Test
    void aWindowOfCallsHoldsItsMinimum() {
        minimumCalls = 100;
        config();
        minimumCalls = 101;
        assertRefused("breaker.minimum-calls is 101; it must be at most the window's size, 100");
        windowType = WindowType.TIME;
        config();
        minimumCalls = 0;
        assertRefused("breaker.minimum-calls is 0; it must be at least 1");
    }

    @Test
    void ratesAreAboveZeroAndAtMostOne() {
        failureRate = 1;
        slowRate = Double.MIN_VALUE;
        config();
        failureRate = 1.01;
        assertRefused("breaker.failure-rate is 1.01; it must be above 0 and at most 1");
        failureRate = 0;
        assertRefused("breaker.failure-rate is 0.0; it must be above 0 and at most 1");
        failureRate = Double.NaN;
        assertRefused("breaker.failure-rate is NaN; it must be above 0 and at most 1");
        failureRate = 0.5;
        slowRate = 0;
        assertRefused("breaker.slow-rate is 0.0; it must be above 0 and at most 1");
        slowRate = 2;
        assertRefused("breaker.slow-rate is 2.0; it must be above 0 and at most 1");
    }

    @Test
    void timesAreAboveZeroAndAtMostADay() {
        open = Duration.ofDays(1);
        slowCall = Duration.ofNanos(1);
        config();
        open = Duration.ZERO;
        assertRefused("breaker.open is PT0S; it must be above 0 and at most 1 day");
        open = Duration.ofSeconds(1);
        lease = Duration.ofDays(1).plusNanos(1);
        assertRefused("breaker.lease is PT24H0.000000001S; it must be above 0 and at most 1 day");
        lease = Duration.ofSeconds(1);
        slowCall = Duration.ofSeconds(-1);
        assertRefused("breaker.slow-call is PT-1S; it must be above 0 and at most 1 day");
    }
}
