package dev.breakwater.resilience.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The system's time with a hashed timing wheel (Varghese and Lauck, 1987).
 *
 * <p>Almost every timeout is cancelled, because almost every call answers in time; so arming and cancelling must be
 * cheap, and firing may be late by a tick. A timer hangs in the bucket of its due tick, {@code tick mod 512}, whatever
 * the revolution. The thread sleeps until the next tick whose bucket is not empty. {@code sleepingUntilTick} is
 * {@code Long.MAX_VALUE} while it looks for that tick: a timer added meanwhile to a bucket that was already passed sees
 * this value, or the tick decided on, and wakes the thread either way.
 */
final class SystemTime implements TimeSource, Runnable {
    static final SystemTime INSTANCE = new SystemTime();

    private static final int TICK_SHIFT = 22; // a tick is 2^22 ns, some 4.2 ms
    private static final int BUCKETS = 512;
    private static final long IDLE = Long.MAX_VALUE - 1;

    private final long origin = System.nanoTime();
    private final TimerList[] buckets = new TimerList[BUCKETS];
    private final Thread thread = new Thread(this, "breakwater-timer");
    private volatile long sleepingUntilTick = Long.MAX_VALUE;
    private volatile long nextTick;

    private SystemTime() {
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = new TimerList();
        }
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void schedule(Timer timer, long delayNanos) {
        long elapsed = System.nanoTime() - origin;
        long due = elapsed + Math.max(0, delayNanos);
        timer.dueNanos = due < 0 ? Long.MAX_VALUE : due;
        long tick = timer.dueNanos >> TICK_SHIFT;
        bucket(tick).add(timer);
        // This thread may have been held up while the wheel went past the tick: then move the timer along.
        while (tick < nextTick && timer.cancel()) {
            tick = nextTick;
            bucket(tick).add(timer);
        }
        if (tick < sleepingUntilTick) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }

    @Override
    public int pending(Predicate<Timer> matching) {
        int count = 0;
        for (TimerList bucket : buckets) {
            count += bucket.count(matching);
        }
        return count;
    }

    @Override
    public void run() {
        while (true) {
            sleepingUntilTick = Long.MAX_VALUE;
            long elapsed = System.nanoTime() - origin;
            fireDue(elapsed);
            long tick = nextBusyTick(elapsed >> TICK_SHIFT);
            sleepingUntilTick = tick;
            if (tick == IDLE) {
                LockSupport.park(this);
            } else {
                // A timer is due at some moment within its tick: wake when the tick is over.
                LockSupport.parkNanos(this, ((tick + 1) << TICK_SHIFT) - (System.nanoTime() - origin));
            }
        }
    }

    private void fireDue(long elapsed) {
        long currentTick = elapsed >> TICK_SHIFT;
        // After a pause of more than a revolution every bucket is visited once, which is enough.
        long first = Math.max(nextTick, currentTick - BUCKETS + 1);
        // Published before the visit, so that a timer added behind the visit sees it. The current tick is not over.
        nextTick = currentTick;
        for (long tick = first; tick <= currentTick; tick++) {
            fireAll(bucket(tick).takeAllDue(elapsed));
        }
    }

    private TimerList bucket(long tick) {
        return buckets[(int) tick & (BUCKETS - 1)];
    }

    private static void fireAll(@Nullable Timer first) {
        for (Timer timer = first; timer != null; ) {
            Timer following = timer.next;
            timer.next = null;
            try {
                timer.fire();
            } catch (Throwable e) { // the thread serves every other timer: it must live
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, e);
            }
            timer = following;
        }
    }

    private long nextBusyTick(long currentTick) {
        for (long tick = currentTick; tick < currentTick + BUCKETS; tick++) {
            if (!bucket(tick).isEmpty()) {
                return tick;
            }
        }
        return IDLE;
    }
}
