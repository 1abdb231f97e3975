package dev.breakwater.benchmarks.calls;

import dev.breakwater.benchmarks.library.DependencyFailure;
import dev.breakwater.benchmarks.library.Figures;
import dev.breakwater.benchmarks.library.Library;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
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

/** Calls that give a {@code CompletionStage}, through bulkhead, breaker, retry and timeout. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StageCalls {
    @Param("BREAKWATER")
    public Library library;

    @Param("LATER")
    public Situation situation;

    @Param("false")
    public boolean metrics;

    private final Turns turns = new Turns();
    private final ThreadLocal<CompletableFuture<String>> later = new ThreadLocal<>();
    private Supplier<CompletionStage<String>> guarded;

    @Setup
    public void reach() {
        guarded = library.guards(situation.timeout(), metrics).stage(work());
        int callsBefore =
                switch (situation) {
                    case OPEN -> Figures.FAILURES;
                    case FULL -> Figures.PERMITS + 1; // SmallRye queues one
                    default -> 0;
                };
        for (int i = 0; i < callsBefore; i++) {
            guarded.get();
        }
    }

    private Supplier<CompletionStage<String>> work() {
        CompletionStage<String> success = CompletableFuture.completedFuture("ok");
        CompletionStage<String> failure = CompletableFuture.failedFuture(DependencyFailure.INSTANCE);
        return switch (situation) {
            case SUCCESS -> () -> success;
            case LATER ->
                () -> {
                    CompletableFuture<String> pending = new CompletableFuture<>();
                    later.set(pending);
                    return pending;
                };
            case FAILURE -> () -> turns.nextFails() ? failure : success;
            case OPEN -> () -> failure;
            case FULL -> CompletableFuture::new;
        };
    }

    /** What the call gave: its answer or its exception. */
    @Benchmark
    public Object call() throws InterruptedException {
        CompletionStage<String> answer = guarded.get();
        if (situation == Situation.LATER) {
            later.get().complete("ok");
        }
        try {
            return answer.toCompletableFuture().get(); // not join: JMH interrupts a call that does not end
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
