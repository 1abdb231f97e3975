package dev.breakwater.resilience.gate;

import java.util.concurrent.atomic.AtomicInteger;

/** A call that waits for a permit. It is granted one, or abandons its place, never both. Thread-safe. */
public abstract class Waiter {
    private static final int WAITING = 0;
    private static final int GRANTED = 1;
    private static final int GONE = 2;

    private final AtomicInteger state = new AtomicInteger(WAITING);

    /** The permit is this call's now. Called once, on the thread that gave a permit back, which it must not block. */
    protected abstract void granted();

    /**
     * Gives the place up.
     *
     * @return false if a permit was granted before
     */
    public final boolean abandon() {
        return state.compareAndSet(WAITING, GONE);
    }

    /**
     * Hands the permit to the call. For the gate, which must hold no lock meanwhile.
     *
     * @return false if the call left before: the permit is still the gate's
     */
    public final boolean grant() {
        boolean taken = state.compareAndSet(WAITING, GRANTED);
        if (taken) {
            granted();
        }
        return taken;
    }

    /** Whether it was neither granted a permit nor left. */
    public final boolean isWaiting() {
        return state.get() == WAITING;
    }
}
