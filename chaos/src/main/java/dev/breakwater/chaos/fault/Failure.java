package dev.breakwater.chaos.fault;

import java.util.Map;

/**
 * Calls fail at once.
 *
 * @param status the HTTP status of the answer, 400 to 599
 */
public record Failure(int status) implements Behaviour {
    private static final int DEFAULT_STATUS = 500;

    static Failure of(FaultSettings settings) {
        return new Failure(settings.status(DEFAULT_STATUS));
    }

    @Override
    public String type() {
        return "error";
    }

    @Override
    public Map<String, Long> figures() {
        return Map.of("status", (long) status);
    }

    @Override
    public Effect effect(double chance) {
        return new Effect(0, Effect.End.FAIL, status);
    }

    @Override
    public boolean fitsPoints() {
        return true;
    }
}
