package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.ratelimit.RateLimitConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

/** Rate limits as a configuration names them. */
class RateLimitsTest {
    private final Trial trial = new Trial();

    private RateLimits configured(String... keysAndValues) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            config.withDefaultValue("resilience.rate-limits." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new RateLimits(trial.resilience, config.build());
    }

    @Test
    void whatIsNotConfiguredHasTheDefaults() {
        RateLimits limits = configured("checkout.burst", "5");
        assertThat(limits.named("checkout").config()).isEqualTo(new RateLimitConfig(5, 10, 100_000));
        assertThat(limits.named("other").config()).isEqualTo(RateLimitConfig.DEFAULTS);
    }

    @Test
    void aFigureOutOfRangeStopsTheStartWithItsWholeKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> configured("checkout.burst", "0"))
                .withMessage("resilience.rate-limits.checkout.burst is 0; it must be 1 to 1000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> configured("checkout.per-second", "many"))
                .withMessage("resilience.rate-limits.checkout.per-second is many; it must be a number");
    }

    @Test
    void aMisspeltPropertyStopsTheStart() {
        for (String misspelt : new String[] {"checkout.brust", "burst", "checkout.burst.max"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> configured(misspelt, "5"))
                    .withMessage("resilience.rate-limits." + misspelt
                            + " is no property of a rate limit; there are: [burst, per-second, max-clients]");
        }
    }

    @Test
    void aLimitThatNoEndpointHasIsWarnedOf() {
        RateLimits limits = configured("chekout.burst", "5");
        limits.named("checkout");
        assertThat(limits.warnings())
                .containsExactly("resilience.rate-limits.chekout limits nothing: no endpoint is"
                        + " @RateLimited(\"chekout\"); there are: checkout");
        limits.named("chekout");
        assertThat(limits.warnings()).isEmpty();
    }
}
