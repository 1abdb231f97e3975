package dev.breakwater.resilience.policy;

import org.jspecify.annotations.Nullable;

/**
 * Carries the current {@link Attempt} to the code that runs inside it, in whatever the platform keeps beside a request
 * and a thread. Thread-safe.
 *
 * <p>Inside it is what an attempt runs on its own thread before it returns. In Quarkus, also the steps that this adds to
 * a {@code Uni}, whenever they run; where its context propagation is off, and after an asynchronous hop that it does not
 * know, such as a step of a {@code CompletableFuture} or a callback of Vert.x, current is the request.
 */
public interface AttemptCarrier {

    /** The attempt, or request, that the calling code belongs to; null where there is none. */
    @Nullable
    Attempt current();

    /** Puts another in its place, for the calling thread, until it is put back. */
    void set(@Nullable Attempt attempt);

    /**
     * Whether attempts whose time nothing limits are carried too: where somebody, such as a balancer, asks for more than
     * the deadline. Elsewhere they need not be made. Default false.
     */
    default boolean carriesUnlimited() {
        return false;
    }

    /** Begins a request: it is current, on whichever thread, wherever no attempt of it is. */
    default void enter(Attempt request) {
        set(request);
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
