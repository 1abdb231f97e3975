package dev.breakwater.resilience.deadline;

import dev.breakwater.resilience.time.TimeSource;
import org.jspecify.annotations.Nullable;

/** The moment by which a request must have its answer. Immutable. */
public final class Deadline {
    /** What {@link #remainingNanos(Deadline)} says where there is no deadline. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private final TimeSource time;
    private final long endNanos;

    private Deadline(TimeSource time, long endNanos) {
        this.time = time;
        this.endNanos = endNanos;
    }

    /** A deadline the given nanoseconds from now; it has passed already where they are zero or less. */
    public static Deadline after(long budgetNanos, TimeSource time) {
        return after(budgetNanos, time.nanoTime(), time);
    }

    /**
     * The same, counted from a moment that is known.
     *
     * @param fromNanos a reading of {@link TimeSource#nanoTime()}
     */
    public static Deadline after(long budgetNanos, long fromNanos, TimeSource time) {
        return new Deadline(time, fromNanos + Math.max(0, budgetNanos));
    }

    /** Nanoseconds left; zero or less when it has passed. */
    public long remainingNanos() {
        return endNanos - time.nanoTime(); // right whichever of them overflowed
    }

    /** Nanoseconds left of a deadline that may be absent. */
    public static long remainingNanos(@Nullable Deadline deadline) {
        return deadline == null ? UNLIMITED : deadline.remainingNanos();
    }
}
