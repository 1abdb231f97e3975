package dev.breakwater.resilience.deadline;

import dev.breakwater.resilience.time.TimeSource;
import org.jspecify.annotations.Nullable;

/** The moment by which a request must have its answer. Immutable. */
public final class Deadline {
    /** What {@link #remainingNanos(Deadline)} says where there is no deadline. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private final TimeSource time;
    private final long startNanos;
    private final long budgetNanos;

    private Deadline(TimeSource time, long startNanos, long budgetNanos) {
        this.time = time;
        this.startNanos = startNanos;
        this.budgetNanos = budgetNanos;
    }

    /** A deadline the given nanoseconds from now; it has passed already where they are zero or less. */
    public static Deadline after(long budgetNanos, TimeSource time) {
        return new Deadline(time, time.nanoTime(), Math.max(0, budgetNanos));
    }

    /** Nanoseconds left; zero or less when it has passed. */
    public long remainingNanos() {
        return budgetNanos - (time.nanoTime() - startNanos);
    }

    /** Nanoseconds left of a deadline that may be absent. */
    public static long remainingNanos(@Nullable Deadline deadline) {
        return deadline == null ? UNLIMITED : deadline.remainingNanos();
    }
}
