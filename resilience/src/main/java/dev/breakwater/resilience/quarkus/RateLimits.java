package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.ratelimit.RateLimitConfig;
import dev.breakwater.resilience.ratelimit.RateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;

/** The rate limits of this service by name, each with its clients' buckets. */
@ApplicationScoped
class RateLimits {
    private final Map<String, RateLimiter> limiters = new ConcurrentHashMap<>();
    private final Resilience resilience;
    private final Config config;

    RateLimits(Resilience resilience, Config config) {
        this.resilience = resilience;
        this.config = config;
    }

    /** The limit of this name; what is not configured has the defaults. */
    RateLimiter named(String name) {
        return limiters.computeIfAbsent(name, key -> new RateLimiter(figures(key), resilience.time()));
    }

    Map<String, RateLimiter> all() {
        return Collections.unmodifiableMap(new TreeMap<>(limiters));
    }

    private RateLimitConfig figures(String name) {
        String prefix = "resilience.rate-limits." + name + ".";
        RateLimitConfig rest = RateLimitConfig.DEFAULTS;
        return new RateLimitConfig(
                config.getOptionalValue(prefix + "burst", Integer.class).orElse(rest.burst()),
                config.getOptionalValue(prefix + "per-second", Double.class).orElse(rest.perSecond()),
                config.getOptionalValue(prefix + "max-clients", Integer.class).orElse(rest.maxClients()));
    }
}
