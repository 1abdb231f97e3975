package dev.breakwater.benchmarks.checkout;

import dev.breakwater.drill.launch.LaunchException;
import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import dev.breakwater.drill.launch.Setup;
import dev.breakwater.drill.launch.Variant;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The whole system, with a throw-away database and a rate limit that nobody reaches. */
public final class Shop implements AutoCloseable {
    private static final Map<String, String> NO_RATE_LIMIT = Map.of(
            "resilience.rate-limits.checkout.burst", "1000000",
            "resilience.rate-limits.checkout.per-second", "1000000");

    private final RunningSystem system;

    private Shop(RunningSystem system) {
        this.system = system;
    }

    /** @param home the root of the built tree */
    public static Shop open(Path home) throws LaunchException {
        return new Shop(
                RunningSystem.start(Setup.throwAway(home, Variant.PROTECTED.with(Service.ORDER, NO_RATE_LIMIT))));
    }

    /** Turns the protection on or off in every service, for requests from now on. */
    public void protect(boolean on) {
        for (Service service : Service.values()) {
            system.management(service).put("/resilience", Map.of("enabled", on));
        }
    }

    /** Where checkouts are posted. */
    public URI checkout() {
        return system.http(Service.ORDER).resolve("/checkout");
    }

    @Override
    public void close() {
        system.close();
    }
}
