package dev.breakwater.resilience.time;

import org.jspecify.annotations.Nullable;

/**
 * A hashed timing wheel (Varghese and Lauck, 1987), without a clock or a thread of its own: {@link SystemTime} turns it.
 *
 * <p>Almost every timeout is cancelled, because almost every call answers in time; so arming and cancelling must be
 * cheap, and firing may be late by a tick. A timer hangs in the bucket of its due tick, {@code tick mod 512}, whatever
 * the revolution. Times are nanoseconds since the wheel began, so never negative. Timers are added by any thread; one
 * thread turns the wheel.
 */
final class TimingWheel {
    static final int TICK_SHIFT = 22; // a tick is 2^22 ns, some 4.2 ms
    static final int BUCKETS = 512;
    /** The tick that never comes: no timer is pending. */
    static final long IDLE = Long.MAX_VALUE - 1;

    private final TimerList[] buckets = new TimerList[BUCKETS];
    private volatile long nextTick;

    TimingWheel() {
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = new TimerList();
        }
    }

    /**
     * Adds a timer.
     *
     * @return the tick in whose bucket it hangs
     */
    long add(Timer timer, long dueNanos) {
        timer.dueNanos = dueNanos;
        long tick = dueNanos >> TICK_SHIFT;
        bucket(tick).add(timer);
        // This thread may have been held up while the wheel went past the tick: then move the timer along.
        while (tick < nextTick && timer.cancel()) {
            tick = nextTick;
            bucket(tick).add(timer);
        }
        return tick;
    }

    /** Fires what is due, each timer on the calling thread. */
    void fireDue(long elapsedNanos) {
        long currentTick = elapsedNanos >> TICK_SHIFT;
        // After a pause of more than a revolution every bucket is visited once, which is enough.
        long first = Math.max(nextTick, currentTick - BUCKETS + 1);
        // Published before the visit, so that a timer added behind the visit sees it. The current tick is not over.
        nextTick = currentTick;
        for (long tick = first; tick <= currentTick; tick++) {
            fireAll(bucket(tick).takeAllDue(elapsedNanos));
        }
    }

    /** The first tick, from that of the given time on, whose bucket is not empty; {@link #IDLE} where all are. */
    long nextBusyTick(long elapsedNanos) {
        long currentTick = elapsedNanos >> TICK_SHIFT;
        for (long tick = currentTick; tick < currentTick + BUCKETS; tick++) {
            if (!bucket(tick).isEmpty()) {
                return tick;
            }
        }
        return IDLE;
    }

    TimerList[] buckets() {
        return buckets;
    }

    private TimerList bucket(long tick) {
        return buckets[(int) tick & (BUCKETS - 1)];
    }

    private static void fireAll(@Nullable Timer first) {
        for (Timer timer = first; timer != null; ) {
            Timer following = timer.nextTaken;
            timer.nextTaken = null;
            try {
                timer.fire();
            } catch (Throwable e) { // the thread serves every other timer: it must live
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, e);
            }
            timer = following;
        }
    }
}
