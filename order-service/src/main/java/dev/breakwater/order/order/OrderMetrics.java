package dev.breakwater.order.order;

import dev.breakwater.order.recommendation.Recommendations;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what this instance did to orders; an order is counted by whoever moved it, once. */
@Startup
@ApplicationScoped
public class OrderMetrics {
    private final MeterRegistry registry;

    OrderMetrics(MeterRegistry registry, Pending pending) {
        this.registry = registry;
        Gauge.builder("order.pending", pending, Pending::estimate)
                .description("orders whose charge is still to come, in the whole database")
                .register(registry);
    }

    void placed() {
        registry.counter("order.placed").increment();
    }

    void settled(Order order, SettledBy by) {
        String check = order.payment().orElseThrow().fraudCheck().name();
        registry.counter("order.settled", "status", order.status().name(), "fraud_check", check, "by", by.name())
                .increment();
    }

    void postponed(SettledBy by) {
        registry.counter("order.postponed", "by", by.name()).increment();
    }

    /** A checkout was answered these. */
    public void recommended(Recommendations recommendations) {
        registry.counter(
                        "order.recommendations",
                        "source",
                        recommendations.source().name())
                .increment();
    }

    /** A key came again and was answered its order. */
    public void replayed() {
        registry.counter("order.replayed").increment();
    }

    /** A checkout was refused because too many orders are pending. */
    public void refused() {
        registry.counter("order.refused").increment();
    }
}
