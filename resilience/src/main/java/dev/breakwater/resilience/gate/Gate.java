package dev.breakwater.resilience.gate;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.RejectedException;

/**
 * A layer that admits calls and is told how each ended. A permit is a number, so that admitting allocates nothing; it
 * goes back exactly once, with exactly one outcome. Thread-safe.
 */
public interface Gate {
    /** What {@link #tryAcquire} answers when it refuses. */
    long REFUSED = -1;

    /** Admits a call or refuses it, at once. */
    long tryAcquire();

    /**
     * Takes a permit back.
     *
     * @param permit what {@link #tryAcquire} answered
     * @param outcome how the call ended
     * @param elapsedNanos how long it took; 0 where nobody {@link #measuresTime measures}
     */
    void release(long permit, Outcome outcome, long elapsedNanos);

    /** Whether a refused call may wait for a permit at all: asked first, so that most refusals need no waiter. */
    default boolean mayQueue() {
        return false;
    }

    /**
     * Lets a refused call wait for a permit, where this layer has a queue with a place left.
     *
     * @return false if it cannot wait
     */
    default boolean enqueue(Waiter waiter) {
        return false;
    }

    /**
     * Says why the last call was refused. It may be thrown many times and by many threads: it says the same to all, and
     * nothing can be added to it.
     */
    RejectedException rejection();

    /** Whether {@link #release} needs to know how long the call took. */
    boolean measuresTime();
}
