package dev.breakwater.benchmarks.calls;

import dev.breakwater.benchmarks.library.DependencyFailure;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Calls that give a {@code Uni}, through bulkhead, breaker, retry and timeout. */
public class UniCalls extends Calls {
    private final ThreadLocal<LaterUni> later = ThreadLocal.withInitial(LaterUni::new);
    private Supplier<Uni<String>> guarded;

    /** Who asks, and whom it asks: each thread has its own. */
    @State(Scope.Thread)
    public static class Caller {
        private final Listener listener = new Listener();
        private LaterUni later;

        @Setup
        public void meet(UniCalls calls) {
            later = calls.later.get();
        }
    }

    @Setup
    public void reach() {
        guarded = guards().uni(work());
        for (int i = callsBefore(); i > 0; i--) {
            guarded.get().subscribe().withSubscriber(new Listener());
        }
    }

    private Supplier<Uni<String>> work() {
        Uni<String> success = Uni.createFrom().item("ok");
        Uni<String> failure = Uni.createFrom().failure(DependencyFailure.INSTANCE);
        Uni<String> nothing = Uni.createFrom().nothing();
        return switch (situation) {
            case SUCCESS -> () -> success;
            case LATER -> later::get;
            case FAILURE -> () -> turns.nextFails() ? failure : success;
            case OPEN -> () -> failure;
            case FULL -> () -> nothing;
        };
    }

    /** What the call gave: its answer or its exception. */
    @Benchmark
    public Object call(Caller caller) {
        guarded.get().subscribe().withSubscriber(caller.listener);
        if (situation == Situation.LATER) {
            caller.later.answer("ok");
        }
        return caller.listener.heard();
    }
}
