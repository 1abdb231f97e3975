package dev.breakwater.chaos.quarkus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code chaos.…}, read when the service starts; the environment has the same names: {@code CHAOS_ENABLED}. */
@ConfigMapping(prefix = "chaos")
interface ChaosConfig {

    /** Whether faults can be enabled at all; default false. */
    @WithDefault("false")
    boolean enabled();

    /** What writes to {@code /chaos} must bring as {@code Authorization: Bearer <token>}; default none. */
    Optional<String> token();

    /** Begins the sequence of chance, so that a run can be repeated; default a new sequence each time. */
    OptionalLong seed();

    /** How many calls all faults together may hold; 1 to 100,000, default 1,000. */
    @WithDefault("1000")
    int maxHeld();
}
