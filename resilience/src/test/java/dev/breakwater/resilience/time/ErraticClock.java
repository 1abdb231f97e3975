package dev.breakwater.resilience.time;

import java.util.function.Predicate;

/** A clock that goes where a test sends it, also back, as a monotonic one never should. It has no timers. */
public final class ErraticClock implements TimeSource {
    private long nanos = Long.MAX_VALUE - 5_000_000L;

    /** Moves the clock, also back. */
    public void move(long byNanos) {
        nanos += byNanos;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void schedule(Timer timer, long delayNanos) {
        throw new UnsupportedOperationException("this clock has no timers");
    }

    @Override
    public void sleep(long byNanos) {
        move(byNanos);
    }

    @Override
    public int pending(Predicate<Timer> matching) {
        return 0;
    }
}
