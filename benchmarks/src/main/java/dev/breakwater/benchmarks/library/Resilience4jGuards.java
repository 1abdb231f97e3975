package dev.breakwater.benchmarks.library;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.decorators.Decorators;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedTimeLimiterMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;

/** Five failures in a row are a full count-based window of five that all failed. */
final class Resilience4jGuards implements Guards {
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;
    private final Retry retry;
    private final TimeLimiter timeLimiter;

    Resilience4jGuards(Duration timeout, boolean metrics, boolean lockFree) {
        BulkheadRegistry bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(Figures.PERMITS)
                .writableStackTraceEnabled(false)
                .build());
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindow(
                        Figures.FAILURES,
                        Figures.FAILURES,
                        SlidingWindowType.COUNT_BASED,
                        lockFree
                                ? SlidingWindowSynchronizationStrategy.LOCK_FREE
                                : SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
                .failureRateThreshold(100)
                .waitDurationInOpenState(Figures.OPEN)
                .permittedNumberOfCallsInHalfOpenState(1)
                .writableStackTraceEnabled(false)
                .build());
        RetryRegistry retries = RetryRegistry.of(RetryConfig.custom()
                .maxAttempts(Figures.ATTEMPTS)
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(
                        Figures.BASE, Figures.MULTIPLIER, Figures.JITTER, Figures.CAP))
                .ignoreExceptions(DependencyFailure.class)
                .build());
        TimeLimiterRegistry timeLimiters = TimeLimiterRegistry.of(
                TimeLimiterConfig.custom().timeoutDuration(timeout).build());
        if (metrics) {
            MeterRegistry registry = new SimpleMeterRegistry();
            TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(registry);
            TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(registry);
            TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(registry);
            TaggedTimeLimiterMetrics.ofTimeLimiterRegistry(timeLimiters).bindTo(registry);
        }
        bulkhead = bulkheads.bulkhead(Figures.NAME);
        breaker = breakers.circuitBreaker(Figures.NAME);
        retry = retries.retry(Figures.NAME);
        timeLimiter = timeLimiters.timeLimiter(Figures.NAME);
    }

    @Override
    public Callable<String> sync(Callable<String> work) {
        return Decorators.ofCallable(work)
                .withRetry(retry)
                .withCircuitBreaker(breaker)
                .withBulkhead(bulkhead)
                .decorate();
    }

    @Override
    public Supplier<CompletionStage<String>> stage(Supplier<CompletionStage<String>> work) {
        ScheduledThreadPoolExecutor scheduler = scheduler();
        return Decorators.ofCompletionStage(work)
                .withTimeLimiter(timeLimiter, scheduler)
                .withRetry(retry, scheduler)
                .withCircuitBreaker(breaker)
                .withBulkhead(bulkhead)
                .decorate();
    }

    /** Without removal on cancel its queue would hold the cancelled timeouts of the last three seconds. */
    private static ScheduledThreadPoolExecutor scheduler() {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "scheduler");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
        return scheduler;
    }
}
