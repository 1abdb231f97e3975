package dev.breakwater.benchmarks.library;

import dev.breakwater.resilience.Failure;
import dev.breakwater.resilience.FailureClassifier;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.policy.AttemptCarrier;
import dev.breakwater.resilience.policy.LayerKind;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.quarkus.Guard;
import dev.breakwater.resilience.quarkus.PolicyMetrics;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.resilience.retry.RetryConfig.JitterMode;
import dev.breakwater.resilience.time.RandomSource;
import dev.breakwater.resilience.time.TimeSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

final class BreakwaterGuards implements Guards {
    private static final PolicyConfig CONFIG = PolicyConfig.DEFAULTS
            .withBulkhead(new BulkheadConfig(Figures.PERMITS, 0, BulkheadConfig.Kind.FIXED))
            .withBreaker(breaker())
            .withRetry(new RetryConfig(
                    Figures.ATTEMPTS,
                    Figures.BASE,
                    Figures.MULTIPLIER,
                    Figures.CAP,
                    Figures.JITTER,
                    JitterMode.ADDITIVE,
                    RetryConfig.DEFAULTS.budgetRatio(),
                    RetryConfig.DEFAULTS.budgetPerSecond()));

    private static final Failure NOT_AGAIN = new Failure(Outcome.TRANSIENT, Failure.NO_HINT, true);

    private final Resilience resilience = new Resilience(
            TimeSource.system(),
            RandomSource.system(),
            FailureClassifier.withOwn(BreakwaterGuards::classify),
            AttemptCarrier.onThread());
    private final PolicyConfig config;

    BreakwaterGuards(Duration timeout, boolean metrics) {
        config = CONFIG.withTimeout(timeout);
        if (metrics) {
            resilience.listen(new PolicyMetrics(new SimpleMeterRegistry()));
        }
    }

    private static Failure classify(Throwable failure) {
        return failure == DependencyFailure.INSTANCE ? NOT_AGAIN : Failure.TRANSIENT;
    }

    private static BreakerConfig breaker() {
        BreakerConfig rest = BreakerConfig.DEFAULTS;
        return new BreakerConfig(
                BreakerConfig.Mode.CONSECUTIVE,
                Figures.FAILURES,
                rest.windowType(),
                rest.window(),
                rest.minimumCalls(),
                rest.failureRate(),
                rest.slowCall(),
                rest.slowRate(),
                Figures.OPEN,
                rest.lease());
    }

    @Override
    public Callable<String> sync(Callable<String> work) {
        Pipeline pipeline = resilience.define(
                Figures.NAME, config.withOrder(List.of(LayerKind.BULKHEAD, LayerKind.BREAKER, LayerKind.RETRY)));
        return () -> pipeline.callIdempotent(work);
    }

    @Override
    public Supplier<Uni<String>> uni(Supplier<Uni<String>> work) {
        Pipeline pipeline = resilience.define(Figures.NAME, config);
        return () -> Guard.uni(pipeline, work, true);
    }

    @Override
    public Supplier<CompletionStage<String>> stage(Supplier<CompletionStage<String>> work) {
        Pipeline pipeline = resilience.define(Figures.NAME, config);
        return () -> Guard.stage(pipeline, work, true);
    }
}
