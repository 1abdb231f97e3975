package dev.breakwater.resilience.policy;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.deadline.Deadline;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the code that an attempt runs may know of it: until when it must be done, and which attempts of the same call
 * came before. The outermost one is the request itself, with its deadline alone.
 */
public final class Attempt {
    private final @Nullable Attempt previous;
    private final int number;
    private volatile @Nullable Deadline deadline;
    private volatile @Nullable Object target;
    private volatile @Nullable Consumer<Outcome> listener;

    private Attempt(@Nullable Deadline deadline, int number, @Nullable Attempt previous) {
        this.deadline = deadline;
        this.number = number;
        this.previous = previous;
    }

    /** A request that was given a deadline, before it calls anything. */
    public static Attempt request(@Nullable Deadline deadline) {
        return new Attempt(deadline, 0, null);
    }

    /** An attempt of a call that has begun; {@code previous} is the one that failed before it. */
    public static Attempt of(@Nullable Deadline deadline, @Nullable Attempt previous) {
        return new Attempt(deadline, previous == null ? 1 : previous.number + 1, previous);
    }

    /** An attempt that has yet to {@link #begin}. */
    static Attempt after(@Nullable Attempt previous) {
        return of(null, previous);
    }

    void begin(Deadline newDeadline) {
        deadline = newDeadline;
    }

    /** By when it must be done; null where nobody set a limit. */
    public @Nullable Deadline deadline() {
        return deadline;
    }

    /** 1 for a call's first attempt; 0 for the request itself. */
    public int number() {
        return number;
    }

    /**
     * Says to whom this attempt went, and asks to be told how it ended.
     *
     * @param instance whom it was sent to
     * @param onEnd told the outcome once
     */
    public void sentTo(Object instance, Consumer<Outcome> onEnd) {
        target = instance;
        listener = onEnd;
    }

    /** Whether an earlier attempt of the same call went to this instance. */
    public boolean wentBeforeTo(Object instance) {
        for (Attempt earlier = previous; earlier != null; earlier = earlier.previous) {
            if (instance.equals(earlier.target)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whoever this attempt was sent to how it ended. Called once, by the executor. */
    public void ended(Outcome outcome) {
        Consumer<Outcome> told = listener;
        if (told != null) {
            told.accept(outcome);
        }
    }
}
