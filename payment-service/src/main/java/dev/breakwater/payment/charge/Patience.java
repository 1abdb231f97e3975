package dev.breakwater.payment.charge;

import dev.breakwater.resilience.deadline.Deadline;
import java.time.Duration;

/**
 * How long one request still waits for a charge that another is working on, and when it looks next: soon at first, then
 * less and less often. Used by one request at a time.
 */
final class Patience {
    /** Less cannot be waited for. */
    private static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(1).toNanos();

    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(400).toNanos();

    private final Deadline end;
    private long pauseNanos = Duration.ofMillis(50).toNanos();

    Patience(Deadline end) {
        this.end = end;
    }

    boolean isOver() {
        return end.remainingNanos() <= 0;
    }

    Duration nextPause() {
        long pause = Math.min(pauseNanos, end.remainingNanos());
        pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
        return Duration.ofNanos(Math.max(SHORTEST_PAUSE_NANOS, pause));
    }
}
