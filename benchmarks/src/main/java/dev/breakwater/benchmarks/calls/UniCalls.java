package dev.breakwater.benchmarks.calls;

import dev.breakwater.benchmarks.library.DependencyFailure;
import dev.breakwater.benchmarks.library.Figures;
import dev.breakwater.benchmarks.library.Library;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Calls that give a {@code Uni}, through bulkhead, breaker, retry and timeout. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UniCalls {
    @Param("BREAKWATER")
    public Library library;

    @Param("LATER")
    public Situation situation;

    @Param("false")
    public boolean metrics;

    private final Turns turns = new Turns();
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
        guarded = library.guards(situation.timeout(), metrics).uni(work());
        int callsBefore =
                switch (situation) {
                    case OPEN -> Figures.FAILURES;
                    case FULL -> Figures.PERMITS + 1; // SmallRye queues one
                    default -> 0;
                };
        for (int i = 0; i < callsBefore; i++) {
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
