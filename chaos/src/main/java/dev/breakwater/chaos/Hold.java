package dev.breakwater.chaos;

import dev.breakwater.resilience.time.Timer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One call's stay. It ends once: its time is up, the fault was removed, or its caller left. Thread-safe. */
public final class Hold extends Timer {

    /** Why a call is held no longer. */
    public enum End {
        /** It was held for as long as the fault wanted. */
        TIME_UP,
        /** The fault is gone: the call goes on unharmed. */
        RELEASED
    }

    private final ActiveFault fault;
    private final Consumer<End> then;
    private final AtomicBoolean ended = new AtomicBoolean();

    Hold(ActiveFault fault, Consumer<End> then) {
        this.fault = fault;
        this.then = then;
    }

    /** The caller is gone: its place is free again, and nothing more happens to the call. */
    public void leave() {
        if (ended.compareAndSet(false, true)) {
            cancel();
            fault.vacate(this);
        }
    }

    void release() {
        end(End.RELEASED);
    }

    @Override
    protected void fire() {
        end(End.TIME_UP);
    }

    boolean hasEnded() {
        return ended.get();
    }

    private void end(End reason) {
        if (ended.compareAndSet(false, true)) {
            cancel();
            fault.vacate(this);
            then.accept(reason);
        }
    }
}
