package dev.breakwater.resilience.time;

import org.jspecify.annotations.Nullable;

/**
 * Something that a {@link TimeSource} fires once. The timer is its own node in the time source's list, so that arming
 * and cancelling one allocates nothing.
 */
public abstract class Timer {

    /** The list this timer is pending in; null while it is not pending. Guarded by that list once set. */
    volatile @Nullable TimerList list;

    @Nullable
    Timer previous;

    @Nullable
    Timer next;

    /** The next of those taken out to be fired together: a timer may be pending anew before its turn comes. */
    @Nullable
    Timer nextTaken;

    /** When to fire, in nanoseconds since the time source's origin. */
    long dueNanos;

    /** Called once on the timer thread, which it must not block. */
    protected abstract void fire();

    /**
     * Cancels the timer.
     *
     * @return true if it was pending and will now not fire
     */
    public final boolean cancel() {
        TimerList pendingIn = list;
        return pendingIn != null && pendingIn.remove(this);
    }
}
