package dev.breakwater.resilience.time;

import java.util.function.Predicate;

/**
 * The one source of time: elapsed nanoseconds and timers. Everything that waits or measures asks it, so that tests run
 * on {@link VirtualTime} and never sleep. Thread-safe.
 */
public interface TimeSource {

    /** Nanoseconds since an arbitrary origin, as {@link System#nanoTime()}: compare differences only. */
    long nanoTime();

    /**
     * Fires the timer once, no sooner than after the delay and, on the system's time, at most some 5 ms later. A timer
     * may be scheduled again after it fired or was cancelled, never while it is pending.
     *
     * @param delayNanos nanoseconds from now; zero and less fire as soon as possible
     */
    default void schedule(Timer timer, long delayNanos) {
        schedule(timer, nanoTime(), delayNanos);
    }

    /**
     * The same, counted from a moment that is known: who has just read the clock need not have it read again.
     *
     * @param fromNanos a reading of {@link #nanoTime()}
     */
    void schedule(Timer timer, long fromNanos, long delayNanos);

    /**
     * Holds the calling thread for so long. On virtual time it moves the time on instead.
     *
     * @throws InterruptedException where the thread is interrupted
     */
    void sleep(long nanos) throws InterruptedException;

    /** Counts the pending timers that match. Walks all of them: for audits, not for hot paths. */
    int pending(Predicate<Timer> matching);

    /** The machine's monotonic clock, with one daemon thread for all timers. */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
