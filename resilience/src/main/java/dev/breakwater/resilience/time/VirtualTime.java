package dev.breakwater.resilience.time;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands until a test moves it. Timers fire, in the order of their due times, on the thread that calls
 * {@link #advance}. Reading and scheduling are thread-safe; advance from one thread at a time.
 */
public final class VirtualTime implements TimeSource {
    private final TimerList timers = new TimerList();
    private final long origin;
    private volatile long elapsedNanos;

    /** Starts 5 ms before {@code Long.MAX_VALUE}, so that every test meets the overflow that a real clock may meet. */
    public VirtualTime() {
        this(Long.MAX_VALUE - 5_000_000L);
    }

    /** Starts at the given reading of {@link #nanoTime()}. */
    public VirtualTime(long origin) {
        this.origin = origin;
    }

    @Override
    public long nanoTime() {
        return origin + elapsedNanos;
    }

    @Override
    public void schedule(Timer timer, long fromNanos, long delayNanos) {
        long due = fromNanos - origin + Math.max(0, delayNanos);
        timer.dueNanos = due < 0 ? Long.MAX_VALUE : due;
        timers.add(timer);
    }

    /** Moves the time on; no further than to the timer that interrupts the calling thread, where one does. */
    @Override
    public void sleep(long nanos) throws InterruptedException {
        long target = elapsedNanos + nanos;
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } while (fireNext(target));
    }

    @Override
    public int pending(Predicate<Timer> matching) {
        return timers.count(matching);
    }

    /** Moves time on by the given nanoseconds, firing on the way what comes due, each timer at its own time. */
    public void advance(long nanos) {
        long target = elapsedNanos + nanos;
        boolean more = true;
        while (more) {
            more = fireNext(target);
        }
    }

    /** Moves time on to the timer that is due next, and fires it; false where none is pending. */
    public boolean advanceToNext() {
        return fire(timers.takeDue(Long.MAX_VALUE));
    }

    /** Time jumps, as for a machine that was suspended: what came due meanwhile fires late, after the jump. */
    public void jump(long nanos) {
        elapsedNanos = elapsedNanos + nanos;
        advance(0);
    }

    /** Fires the timer that is due first, at its own time; where none is due by the target, time goes on to that. */
    private boolean fireNext(long target) {
        boolean fired = fire(timers.takeDue(target));
        if (!fired) {
            elapsedNanos = Math.max(elapsedNanos, target); // a timer may have moved time itself
        }
        return fired;
    }

    private boolean fire(@Nullable Timer due) {
        if (due == null) {
            return false;
        }
        elapsedNanos = Math.max(elapsedNanos, due.dueNanos);
        due.fire();
        return true;
    }

    /** Moves time on by the given milliseconds. */
    public void advanceMillis(long millis) {
        advance(millis * 1_000_000L);
    }
}
