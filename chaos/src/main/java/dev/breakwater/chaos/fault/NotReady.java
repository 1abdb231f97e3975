package dev.breakwater.chaos.fault;

import java.util.Map;

/** The service says that it is not ready, so that who watches it sends its traffic elsewhere. Calls are not hit. */
public record NotReady() implements Behaviour {

    @Override
    public String type() {
        return "not-ready";
    }

    @Override
    public Map<String, Long> figures() {
        return Map.of();
    }

    @Override
    public Effect effect(double chance) {
        return Effect.holdThen(0, Effect.End.PROCEED);
    }

    @Override
    public boolean hitsCalls() {
        return false;
    }
}
