package dev.breakwater.chaos.fault;

import java.util.Map;

/**
 * Calls are held and never answered: when the time is up their connection is reset. A call that waits while the fault
 * is removed goes on.
 *
 * @param latencyMs how long, 1 to {@value FaultSettings#MAX_HOLD_MS} milliseconds
 */
public record Hang(long latencyMs) implements Behaviour {

    static Hang of(FaultSettings settings) {
        return new Hang(
                settings.latencyMs() == null
                        ? FaultSettings.MAX_HOLD_MS
                        : settings.latencyMs(1, FaultSettings.MAX_HOLD_MS));
    }

    @Override
    public String type() {
        return "hang";
    }

    @Override
    public Map<String, Long> figures() {
        return Map.of("latencyMs", latencyMs);
    }

    @Override
    public Effect effect(double chance) {
        return Effect.holdThen(latencyMs, Effect.End.DROP);
    }

    @Override
    public boolean fitsPoints() {
        return true;
    }
}
