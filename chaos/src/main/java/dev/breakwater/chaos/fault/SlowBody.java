package dev.breakwater.chaos.fault;

import java.util.Map;

/**
 * Answers begin as usual, then their body comes drop by drop.
 *
 * @param latencyMs mean time over which the body comes, 1 to {@value FaultSettings#MAX_HOLD_MS} milliseconds
 * @param jitterMs each time differs from the mean by up to so much, evenly spread; 0 to {@code latencyMs}
 */
public record SlowBody(long latencyMs, long jitterMs) implements Behaviour {

    static SlowBody of(FaultSettings settings) {
        long latencyMs = settings.latencyMs(1, FaultSettings.MAX_HOLD_MS);
        return new SlowBody(latencyMs, settings.jitterMs(latencyMs));
    }

    @Override
    public String type() {
        return "slow-body";
    }

    @Override
    public Map<String, Long> figures() {
        return Map.of("latencyMs", latencyMs, "jitterMs", jitterMs);
    }

    @Override
    public Effect effect(double chance) {
        return Effect.holdThen(Latency.spread(latencyMs, jitterMs, chance), Effect.End.TRICKLE);
    }
}
