package dev.breakwater.drill.launch;

import java.util.HashMap;
import java.util.Map;

/**
 * What of the system differs from one start to another.
 *
 * @param title what reports call a run on it
 * @param protects whether resilience is enabled
 * @param fraudInstances how many of fraud-service; with more than one, payment-service balances its calls
 * @param properties of services, beyond those that each of them gets
 */
public record Variant(
        String title, boolean protects, int fraudInstances, Map<Service, Map<String, String>> properties) {
    public static final Variant PROTECTED = new Variant("protected", true, 1, Map.of());
    public static final Variant UNPROTECTED = new Variant("unprotected", false, 1, Map.of());

    /** The same under another title. */
    public Variant titled(String other) {
        return new Variant(other, protects, fraudInstances, properties);
    }

    /** The same with so many of fraud-service. */
    public Variant withFraudInstances(int instances) {
        return new Variant(title, protects, instances, properties);
    }

    /** The same with these properties of a service instead of others that it had. */
    public Variant with(Service service, Map<String, String> itsProperties) {
        Map<Service, Map<String, String>> all = new HashMap<>(properties);
        all.put(service, Map.copyOf(itsProperties));
        return new Variant(title, protects, fraudInstances, Map.copyOf(all));
    }
}
