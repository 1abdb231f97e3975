package dev.breakwater.benchmarks.calls;

import dev.breakwater.benchmarks.library.DependencyFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Calls that give a {@code CompletionStage}, through bulkhead, breaker, retry and timeout. */
public class StageCalls extends Calls {
    private final ThreadLocal<CompletableFuture<String>> later = new ThreadLocal<>();
    private Supplier<CompletionStage<String>> guarded;

    @Setup
    public void reach() {
        guarded = guards().stage(work());
        for (int i = callsBefore(); i > 0; i--) {
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
