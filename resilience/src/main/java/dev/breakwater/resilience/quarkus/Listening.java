package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.event.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Connects the one listener: every event goes to the metrics, to the traces where there are any, and news to the log. */
@ApplicationScoped
class Listening {

    void begin(
            @Observes StartupEvent start,
            Resilience resilience,
            Balancers balancers,
            MeterRegistry registry,
            Instance<Tracer> tracer) {
        PolicyMetrics metrics = new PolicyMetrics(registry);
        metrics.watch(resilience);
        balancers.all().values().forEach(metrics::watch);
        Consumer<Event> metricsAndLog = metrics.andThen(EventLog::write);
        resilience.listen(
                tracer.isUnsatisfied()
                        ? metricsAndLog
                        : metricsAndLog.andThen(new AttemptSpans(tracer.get(), InstantSource.system())::accept));
    }
}
