package dev.breakwater.drill.run;

import java.time.Duration;

/**
 * How much traffic, and for how long.
 *
 * @param rate requests a second, of all kinds
 * @param fault how long the fault lasts
 */
public record Plan(double rate, Duration fault) {
    static final Duration WARM_UP = Duration.ofSeconds(10);
    static final Duration STEADY = Duration.ofSeconds(10);

    /** Recovery lasts until it is shown, and no less and no more than this. */
    static final Duration RECOVERY_LEAST = Duration.ofSeconds(2);

    static final Duration RECOVERY_MOST = Duration.ofSeconds(30);
}
