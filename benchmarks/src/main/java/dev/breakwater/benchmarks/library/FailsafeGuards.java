package dev.breakwater.benchmarks.library;

import dev.failsafe.Bulkhead;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Counts failures in a row, as Breakwater does. It has no metrics of its own. */
final class FailsafeGuards implements Guards {
    private final Bulkhead<String> bulkhead = Bulkhead.of(Figures.PERMITS);
    private final CircuitBreaker<String> breaker = CircuitBreaker.<String>builder()
            .withFailureThreshold(Figures.FAILURES)
            .withDelay(Figures.OPEN)
            .build();
    private final RetryPolicy<String> retry = RetryPolicy.<String>builder()
            .withMaxAttempts(Figures.ATTEMPTS)
            .withBackoff(Figures.BASE, Figures.CAP, Figures.MULTIPLIER)
            .withJitter(Figures.JITTER)
            .abortOn(DependencyFailure.class)
            .build();
    private final Timeout<String> timeLimit;

    FailsafeGuards(Duration timeout) {
        timeLimit = Timeout.of(timeout);
    }

    @Override
    public Callable<String> sync(Callable<String> work) {
        FailsafeExecutor<String> executor = Failsafe.with(bulkhead, breaker, retry);
        return () -> executor.get(work::call);
    }

    @Override
    public Supplier<CompletionStage<String>> stage(Supplier<CompletionStage<String>> work) {
        // An ExecutorService: what runs on a mere Executor has its answer dropped.
        FailsafeExecutor<String> executor =
                Failsafe.with(bulkhead, breaker, retry, timeLimit).with(new CallersThread());
        return () -> executor.getStageAsync(work::get);
    }
}
