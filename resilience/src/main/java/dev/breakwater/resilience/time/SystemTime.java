package dev.breakwater.resilience.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * The system's time, with one thread that turns a {@link TimingWheel}.
 *
 * <p>The thread sleeps until the next tick whose bucket is not empty. {@code sleepingUntilTick} is {@code
 * Long.MAX_VALUE} while it looks for that tick: a timer added meanwhile to a bucket that was already passed sees this
 * value, or the tick decided on, and wakes the thread either way.
 */
final class SystemTime implements TimeSource, Runnable {
    static final SystemTime INSTANCE = new SystemTime();

    private final long origin = System.nanoTime();
    private final TimingWheel wheel = new TimingWheel();
    private final Thread thread = new Thread(this, "breakwater-timer");
    private volatile long sleepingUntilTick = Long.MAX_VALUE;

    private SystemTime() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void schedule(Timer timer, long fromNanos, long delayNanos) {
        long due = fromNanos - origin + Math.max(0, delayNanos);
        long tick = wheel.add(timer, due < 0 ? Long.MAX_VALUE : due);
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
        for (TimerList bucket : wheel.buckets()) {
            count += bucket.count(matching);
        }
        return count;
    }

    @Override
    public void run() {
        while (true) {
            sleepingUntilTick = Long.MAX_VALUE;
            long elapsed = elapsedNanos();
            wheel.fireDue(elapsed);
            long tick = wheel.nextBusyTick(elapsed);
            sleepingUntilTick = tick;
            if (tick == TimingWheel.IDLE) {
                LockSupport.park(this);
            } else {
                // A timer is due at some moment within its tick: wake when the tick is over.
                LockSupport.parkNanos(this, ((tick + 1) << TimingWheel.TICK_SHIFT) - elapsedNanos());
            }
        }
    }

    private long elapsedNanos() {
        return System.nanoTime() - origin;
    }
}
