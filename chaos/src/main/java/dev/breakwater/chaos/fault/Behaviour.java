package dev.breakwater.chaos.fault;

import java.util.Map;

/** What a type of fault does to a call it hits. One small file for each type, with its figures. */
public sealed interface Behaviour permits Latency, Failure, Hang, SlowBody, Reset, NotReady {

    /** The type's name in JSON. */
    String type();

    /** The figures of this type by their names in JSON, with defaults filled in. */
    Map<String, Long> figures();

    /**
     * What happens to one call.
     *
     * @param chance from 0 (inclusive) to 1 (exclusive)
     */
    Effect effect(double chance);

    /** Whether it can hit a named point in the code, where there is no answer to slow and no connection to reset. */
    default boolean fitsPoints() {
        return false;
    }

    /** Whether it hits calls at all. */
    default boolean hitsCalls() {
        return true;
    }

    /**
     * The behaviour that the settings describe. Every type there is stands here.
     *
     * @throws IllegalArgumentException saying which setting is wrong
     */
    static Behaviour of(FaultSettings settings) {
        Behaviour behaviour =
                switch (settings.type() == null ? "" : settings.type()) {
                    case "latency" -> Latency.of(settings);
                    case "error" -> Failure.of(settings);
                    case "hang" -> Hang.of(settings);
                    case "slow-body" -> SlowBody.of(settings);
                    case "reset" -> new Reset();
                    case "not-ready" -> new NotReady();
                    default ->
                        throw new IllegalArgumentException(
                                "type must be one of latency, error, hang, slow-body, reset, not-ready, but is "
                                        + (settings.type() == null ? "missing" : "'" + settings.type() + "'"));
                };
        settings.refuseFiguresBut(behaviour.figures().keySet());
        return behaviour;
    }
}
