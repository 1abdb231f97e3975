package dev.breakwater.chaos.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChaosConfigTest {

    private static ChaosConfig in(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withMapping(ChaosConfig.class)
                .withSources(new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(ChaosConfig.class);
    }

    @Test
    void chaosIsOffUnlessSomebodyTurnsItOn() {
        ChaosConfig config = in(Map.of());
        assertThat(config.enabled()).isFalse();
        assertThat(config.token()).isEmpty();
        assertThat(config.seed()).isEmpty();
        assertThat(config.maxHeld()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100001"})
    void aBoundThatCannotBeStopsTheStart(String maxHeld) {
        assertThatThrownBy(() -> new ChaosSetup().chaos(in(Map.of("CHAOS_MAX_HELD", maxHeld))))
                .hasMessage("chaos.max-held must be from 1 to 100000, but is " + maxHeld);
    }

    @Test
    void theEnvironmentNamesEverySetting() {
        ChaosConfig config =
                in(Map.of("CHAOS_ENABLED", "true", "CHAOS_TOKEN", "s3cret", "CHAOS_SEED", "7", "CHAOS_MAX_HELD", "50"));
        assertThat(config.enabled()).isTrue();
        assertThat(config.token()).contains("s3cret");
        assertThat(config.seed()).hasValue(7);
        assertThat(config.maxHeld()).isEqualTo(50);
    }
}
