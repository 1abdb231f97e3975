package dev.breakwater.drill.launch;

/**
 * One process of a service.
 *
 * @param number from 1 on
 */
public record Instance(Service service, int number) {

    /** The one that a service always has. */
    public static Instance first(Service service) {
        return new Instance(service, 1);
    }

    /** {@code fraud-service}, {@code fraud-service-2}. */
    public String name() {
        return number == 1 ? service.module() : service.module() + "-" + number;
    }
}
