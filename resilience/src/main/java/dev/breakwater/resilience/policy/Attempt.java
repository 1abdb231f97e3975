package dev.breakwater.resilience.policy;

import dev.breakwater.resilience.FailureClassifier;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.deadline.DeadlineExpiredException;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
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
    private volatile boolean timeIsOver;
    private @Nullable Consumer<Outcome> listener; // guarded by this
    private @Nullable Outcome outcome; // guarded by this

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

    /** Leaves less time to what it calls from now on, so that it has some to itself at its end. */
    public void leave(Deadline sooner) {
        deadline = sooner;
    }

    /** By when what it calls must be done; null where nobody set a limit. */
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
     * @param onEnd told the outcome once; at once where the attempt has ended already: it was cut before it was sent
     */
    public void sentTo(Object instance, Consumer<Outcome> onEnd) {
        target = instance;
        Outcome known;
        synchronized (this) {
            known = outcome;
            listener = listener == null ? onEnd : listener.andThen(onEnd);
        }
        if (known != null) {
            onEnd.accept(known);
        }
    }

    /**
     * Says that whom this attempt asked had not time enough: it was given all that the attempt had but the way there and
     * back, so nothing else can come of it.
     */
    public void timeIsOver() {
        timeIsOver = true;
    }

    /**
     * Whether this attempt's own time is up and the failure says no more than that: a call inside it was cut short, or
     * refused, because of this attempt's deadline. Its timer may fire later than this attempt's own, or sooner.
     */
    public boolean explains(Throwable failure) {
        if (timeIsOver) {
            return true;
        }
        Throwable cause = FailureClassifier.cause(failure);
        boolean ofTheDeadline = cause instanceof DeadlineExpiredException
                || cause instanceof AttemptTimeoutException timeout && timeout.isCutByCaller();
        return ofTheDeadline && Deadline.remainingNanos(deadline) <= 0;
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

    /**
     * Tells whoever this attempt was sent to how it ended. Called once, by the executor, which still has permits to give
     * back: so what they throw goes to the thread's handler of uncaught exceptions.
     */
    public void ended(Outcome how) {
        Consumer<Outcome> told;
        synchronized (this) {
            told = outcome == null ? listener : null;
            outcome = how;
        }
        if (told != null) {
            try {
                told.accept(how);
            } catch (Throwable e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }
    }
}
