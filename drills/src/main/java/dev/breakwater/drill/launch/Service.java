package dev.breakwater.drill.launch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The services of the system. */
public enum Service {
    ORDER,
    PAYMENT,
    FRAUD,
    RECOMMENDATION;

    /** {@code order-service}: its module, and what people call it. */
    public String module() {
        return key() + "-service";
    }

    /** {@code order}: its name in the configuration of those who call it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those it calls. */
    List<Service> calls() {
        return Map.of(ORDER, List.of(PAYMENT, RECOMMENDATION), PAYMENT, List.of(FRAUD))
                .getOrDefault(this, List.of());
    }

    /** The database it owns. */
    Optional<String> database() {
        return Optional.ofNullable(
                Map.of(ORDER, "orders", PAYMENT, "payments", FRAUD, "fraud").get(this));
    }
}
