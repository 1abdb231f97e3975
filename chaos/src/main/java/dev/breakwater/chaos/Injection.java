package dev.breakwater.chaos;

import dev.breakwater.chaos.fault.Effect;
import dev.breakwater.chaos.fault.Fault;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call that a fault has hit, and what is to happen to it. */
public final class Injection {
    private final ActiveFault active;
    private final Effect effect;
    private final String call;

    Injection(ActiveFault active, Effect effect, String call) {
        this.active = active;
        this.effect = effect;
        this.call = call;
    }

    /** The fault. */
    public Fault fault() {
        return active.fault();
    }

    /** What is to happen. */
    public Effect effect() {
        return effect;
    }

    /** The call in words, for the log. */
    public String call() {
        return call;
    }

    /**
     * Holds the call until the effect's time is up or the fault is removed, whichever is first.
     *
     * @param then called once with the reason, on whatever thread ended the hold: it must not block. It may be called
     *     before this method returns, and is not called where the caller leaves first
     * @return the hold; null where too many calls are held already, and then this one is not
     */
    public @Nullable Hold hold(Consumer<Hold.End> then) {
        return active.hold(effect.holdNanos(), then);
    }
}
