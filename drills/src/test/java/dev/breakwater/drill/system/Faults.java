package dev.breakwater.drill.system;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The ways in which a service fails its callers. */
final class Faults {
    /** Whatever fails below it, a checkout answers within this. */
    static final Duration A_CHECKOUTS_TIME = Duration.ofSeconds(2);

    static final Map<String, ?> SLOW = Map.of("type", "latency", "latencyMs", 3_000);
    static final Map<String, ?> HUNG = Map.of("type", "hang");
    static final Map<String, ?> ERRING = Map.of("type", "error");
    static final Map<String, ?> RESETTING = Map.of("type", "reset");

    static final List<Map<String, ?>> OF_A_SERVICE = List.of(SLOW, HUNG, ERRING, RESETTING);

    private Faults() {}
}
