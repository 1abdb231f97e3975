package dev.breakwater.chaos.fault;

import java.util.Map;

/**
 * Calls are held, then go on.
 *
 * @param latencyMs mean delay, 1 to {@value FaultSettings#MAX_HOLD_MS} milliseconds
 * @param jitterMs each delay differs from the mean by up to so much, evenly spread; 0 to {@code latencyMs}
 */
public record Latency(long latencyMs, long jitterMs) implements Behaviour {

    static Latency of(FaultSettings settings) {
        long latencyMs = settings.latencyMs(1, FaultSettings.MAX_HOLD_MS);
        return new Latency(latencyMs, settings.jitterMs(latencyMs));
    }

    @Override
    public String type() {
        return "latency";
    }

    @Override
    public Map<String, Long> figures() {
        return Map.of("latencyMs", latencyMs, "jitterMs", jitterMs);
    }

    @Override
    public Effect effect(double chance) {
        return Effect.holdThen(spread(latencyMs, jitterMs, chance), Effect.End.PROCEED);
    }

    @Override
    public boolean fitsPoints() {
        return true;
    }

    /** The mean at a chance of a half; from {@code mean - jitter} to {@code mean + jitter}. */
    static long spread(long mean, long jitter, double chance) {
        return mean + Math.round((2 * chance - 1) * jitter);
    }
}
