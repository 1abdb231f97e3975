package dev.breakwater.chaos.fault;

import java.util.Map;

/** Connections are reset without an answer. */
public record Reset() implements Behaviour {

    @Override
    public String type() {
        return "reset";
    }

    @Override
    public Map<String, Long> figures() {
        return Map.of();
    }

    @Override
    public Effect effect(double chance) {
        return Effect.holdThen(0, Effect.End.DROP);
    }
}
