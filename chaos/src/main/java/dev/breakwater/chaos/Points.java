package dev.breakwater.chaos;

import dev.breakwater.chaos.fault.Effect;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** The named points in the code, where calls pass that a fault may hit. Thread-safe. */
public final class Points {
    private static final CompletableFuture<Void> PASSED = CompletableFuture.completedFuture(null);

    private final Chaos chaos;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    public Points(Chaos chaos) {
        this.chaos = chaos;
    }

    /** The points that calls have passed so far. */
    public Set<String> seen() {
        return new TreeSet<>(seen);
    }

    /**
     * Lets a call pass the point, or holds it, or fails it with {@link InjectedFault}. Completes on whatever thread ends
     * the hold. Cancelling frees the call's place.
     */
    public CompletableFuture<Void> pass(String point) {
        return pass(point, true);
    }

    /**
     * The same on the calling thread.
     *
     * @param mayWait whether the thread may be held; where it may not, a call that would be held fails
     * @throws InterruptedException where the thread is interrupted while it is held; its place is free again
     */
    public void passOnThisThread(String point, boolean mayWait) throws InterruptedException {
        CompletableFuture<Void> passing = pass(point, mayWait);
        try {
            passing.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InjectedFault injected) {
                throw injected;
            }
            throw new IllegalStateException(e);
        } finally {
            passing.cancel(false); // for who is interrupted; else it has ended
        }
    }

    private CompletableFuture<Void> pass(String point, boolean mayWait) {
        seen.add(point);
        Injection injection = chaos.hit(point);
        if (injection == null) {
            return PASSED;
        }
        CompletableFuture<Void> passing = new CompletableFuture<>();
        if (injection.effect().holdNanos() == 0) {
            finish(injection, passing);
        } else if (mayWait) {
            hold(injection, passing);
        } else {
            passing.completeExceptionally(failure(injection, "must not hold this thread, an event loop, at"));
        }
        return passing;
    }

    private static void hold(Injection injection, CompletableFuture<Void> passing) {
        Hold hold = injection.hold(end -> {
            if (end == Hold.End.RELEASED) {
                passing.complete(null);
            } else {
                finish(injection, passing);
            }
        });
        if (hold == null) {
            passing.completeExceptionally(failure(injection, "has no place left to hold"));
        } else {
            passing.whenComplete((passed, failure) -> hold.leave()); // for who cancels; else the hold has ended
        }
    }

    private static void finish(Injection injection, CompletableFuture<Void> passing) {
        Effect.End end = injection.effect().end();
        if (end == Effect.End.PROCEED) {
            passing.complete(null);
        } else {
            passing.completeExceptionally(failure(injection, end == Effect.End.FAIL ? "failed" : "cut off"));
        }
    }

    private static InjectedFault failure(Injection injection, String what) {
        int status = injection.effect().status();
        return new InjectedFault(
                injection.fault().name(),
                status == 0 ? 503 : status,
                "fault '" + injection.fault().name() + "' " + what + " " + injection.call());
    }
}
