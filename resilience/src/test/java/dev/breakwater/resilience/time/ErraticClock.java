package dev.breakwater.resilience.time;

import java.util.function.Predicate;

/** A clock that goes where a test sends it, also back, as a monotonic one never should. */
public final class ErraticClock implements TimeSource {
    private static final long ORIGIN = Long.MAX_VALUE - 5_000_000L;

    private final TimerList timers = new TimerList();
    private long nanos = ORIGIN;

    /** Moves the clock, also back, and fires the timers whose time it has come to. */
    public void move(long byNanos) {
        nanos += byNanos;
        for (Timer due = timers.takeDue(nanos - ORIGIN); due != null; due = timers.takeDue(nanos - ORIGIN)) {
            due.fire();
        }
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void schedule(Timer timer, long fromNanos, long delayNanos) {
        timer.dueNanos = fromNanos - ORIGIN + delayNanos;
        timers.add(timer);
    }

    @Override
    public void sleep(long byNanos) {
        move(byNanos);
    }

    @Override
    public int pending(Predicate<Timer> matching) {
        return timers.count(matching);
    }
}
