package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Connects the one listener: every event goes to the metrics, and the few that are news to the log. */
@ApplicationScoped
class Listening {

    void begin(@Observes StartupEvent start, Resilience resilience, Balancers balancers, MeterRegistry registry) {
        PolicyMetrics metrics = new PolicyMetrics(registry);
        metrics.watch(resilience);
        balancers.all().values().forEach(metrics::watch);
        resilience.listen(event -> {
            metrics.accept(event);
            EventLog.write(event);
        });
    }
}
