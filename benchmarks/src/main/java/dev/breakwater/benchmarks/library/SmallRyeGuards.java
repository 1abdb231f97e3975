package dev.breakwater.benchmarks.library;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.faulttolerance.standalone.Configuration;
import io.smallrye.faulttolerance.standalone.MetricsAdapter;
import io.smallrye.faulttolerance.standalone.MicrometerAdapter;
import io.smallrye.faulttolerance.standalone.StandaloneFaultTolerance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Its order of layers is fixed: retry, breaker, timeout, bulkhead. Five failures in a row are a window of five. */
final class SmallRyeGuards implements Guards {

    private final Duration timeout;

    SmallRyeGuards(Duration timeout, boolean metrics) {
        this.timeout = timeout;
        if (metrics) {
            StandaloneFaultTolerance.configure(new Metered());
        }
    }

    @Override
    public Callable<String> sync(Callable<String> work) {
        return layers(TypedGuard.create(String.class)).build().adaptCallable(work);
    }

    @Override
    public Supplier<Uni<String>> uni(Supplier<Uni<String>> work) {
        return timed(TypedGuard.create(new TypeLiteral<Uni<String>>() {})).adaptSupplier(work);
    }

    @Override
    public Supplier<CompletionStage<String>> stage(Supplier<CompletionStage<String>> work) {
        return timed(TypedGuard.create(new TypeLiteral<CompletionStage<String>>() {}))
                .adaptSupplier(work);
    }

    private <T> TypedGuard<T> timed(TypedGuard.Builder<T> builder) {
        return layers(builder)
                .withTimeout()
                .duration(timeout.toMillis(), MILLIS)
                .done()
                .build();
    }

    private static <T> TypedGuard.Builder<T> layers(TypedGuard.Builder<T> builder) {
        return builder.withDescription(Figures.NAME)
                .withBulkhead()
                .limit(Figures.PERMITS)
                .queueSize(1) // the least it allows
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(Figures.FAILURES)
                .failureRatio(1)
                .delay(Figures.OPEN.toMillis(), MILLIS)
                .skipOn(BulkheadException.class)
                .done()
                .withRetry()
                .maxRetries(Figures.ATTEMPTS - 1)
                .delay(Figures.BASE.toMillis(), MILLIS)
                .jitter((long) (Figures.JITTER * Figures.BASE.toMillis()), MILLIS)
                .abortOn(List.of(DependencyFailure.class, CircuitBreakerOpenException.class, BulkheadException.class))
                .withExponentialBackoff()
                .factor((int) Figures.MULTIPLIER)
                .maxDelay(Figures.CAP.toMillis(), MILLIS)
                .done()
                .done();
    }

    private static final class Metered implements Configuration {
        @Override
        public ExecutorService executor() {
            return Executors.newCachedThreadPool();
        }

        @Override
        public MetricsAdapter metricsAdapter() {
            return new MicrometerAdapter(new SimpleMeterRegistry());
        }
    }
}
