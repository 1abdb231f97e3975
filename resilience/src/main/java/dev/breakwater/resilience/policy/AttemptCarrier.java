package dev.breakwater.resilience.policy;

import org.jspecify.annotations.Nullable;

/**
 * Carries the current {@link Attempt} to the code that runs inside it, in whatever the platform keeps beside a request.
 * Thread-safe.
 */
public interface AttemptCarrier {

    /** The attempt, or request, that the calling code belongs to; null where there is none. */
    @Nullable
    Attempt current();

    /** Puts another in its place until it is put back. */
    void set(@Nullable Attempt attempt);

    /**
     * Whether attempts whose time nothing limits are carried too: where somebody, such as a balancer, asks for more than
     * the deadline. Elsewhere they need not be made. Default false.
     */
    default boolean carriesUnlimited() {
        return false;
    }

    /** Carries on the thread: for plain Java that blocks. */
    static AttemptCarrier onThread() {
        return ThreadCarrier.INSTANCE;
    }

    /** Carries nothing: deadlines are then given to each call by hand. */
    static AttemptCarrier none() {
        return NoCarrier.INSTANCE;
    }
}
