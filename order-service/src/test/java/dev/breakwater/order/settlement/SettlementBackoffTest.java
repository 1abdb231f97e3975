package dev.breakwater.order.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.order.OrderConfig;
import dev.breakwater.resilience.RejectedException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

class SettlementBackoffTest {
    private static final OrderConfig.Settlement DEFAULTS = new SmallRyeConfigBuilder()
            .withConverters(new Converter<?>[] {new DurationConverter()})
            .withMapping(OrderConfig.class)
            .build()
            .getConfigMapping(OrderConfig.class)
            .settlement();

    private final SettlementBackoff earliest = new SettlementBackoff(DEFAULTS, () -> 0);
    private final SettlementBackoff latest = new SettlementBackoff(DEFAULTS, () -> Math.nextDown(1.0));

    @Test
    void doublesUpToItsCap() {
        assertThat(earliest.after(1)).isEqualTo(Duration.ofMillis(250));
        assertThat(earliest.after(2)).isEqualTo(Duration.ofMillis(500));
        assertThat(earliest.after(4)).isEqualTo(Duration.ofSeconds(2));
        assertThat(earliest.after(5)).isEqualTo(Duration.ofSeconds(3));
        assertThat(earliest.after(1_000_000)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void neverTakesMoreThanFiveSecondsWithALookAndItsJitter() {
        Duration look = DEFAULTS.every().plus(DEFAULTS.jitter());
        assertThat(latest.after(1_000_000).plus(look)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void growsWithFailures() {
        assertThat(earliest.after(3, new IOException("gone"))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void isAsLongAsTheCircuitSaysWhereThatLetNothingThrough() {
        assertThat(earliest.after(9, refusal(Duration.ofMillis(1_200)))).isEqualTo(Duration.ofMillis(1_200));
        assertThat(earliest.after(1, refusal(Duration.ZERO))).isEqualTo(Duration.ofMillis(250));
        assertThat(earliest.after(1, refusal(Duration.ofHours(1)))).isEqualTo(Duration.ofSeconds(3));
        assertThat(latest.after(1, refusal(Duration.ofSeconds(1)))).isGreaterThan(Duration.ofMillis(1_099));
    }

    private static RejectedException refusal(Duration retryAfter) {
        return new RejectedException("settlement", retryAfter.toNanos()) {
            @Override
            public String kind() {
                return "breaker-open";
            }

            @Override
            public String getMessage() {
                return "the circuit is open";
            }
        };
    }
}
