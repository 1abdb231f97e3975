package dev.breakwater.payment.charge;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what this instance did to charges; a charge is counted by whoever moved it, once. */
@ApplicationScoped
class ChargeMetrics {
    private static final String NOBODY = "NONE";

    private final MeterRegistry registry;

    ChargeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void moved(Charge charge) {
        String check = charge.fraudCheck().map(Enum::name).orElse(NOBODY);
        registry.counter("payment.charges", "state", charge.state().name(), "fraud_check", check)
                .increment();
    }

    void postponed() {
        registry.counter("payment.captures.postponed").increment();
    }

    void recovered() {
        registry.counter("payment.charges.recovered").increment();
    }
}
