package dev.breakwater.resilience;

import dev.breakwater.resilience.time.TimeSource;
import dev.breakwater.resilience.time.Timer;
import java.util.Queue;
import java.util.function.Predicate;

/** Time whose next timers fire late, as real ones do: each by what is first in the queue, while there is any. */
record LateTime(TimeSource time, Queue<Long> lateMillis) implements TimeSource {

    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public void schedule(Timer timer, long fromNanos, long delayNanos) {
        Long late = lateMillis.poll();
        time.schedule(timer, fromNanos, delayNanos + (late == null ? 0 : late * Trial.MILLIS));
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        time.sleep(nanos);
    }

    @Override
    public int pending(Predicate<Timer> matching) {
        return time.pending(matching);
    }
}
