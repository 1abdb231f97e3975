package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.ratelimit.RateLimitConfig;
import dev.breakwater.resilience.ratelimit.RateLimitProperties;
import dev.breakwater.resilience.ratelimit.RateLimiter;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** The rate limits of this service by name, each with its clients' buckets. */
@ApplicationScoped
class RateLimits {
    static final String PREFIX = "resilience.rate-limits.";

    private static final Logger LOG = Logger.getLogger("dev.breakwater.resilience");

    private final Map<String, RateLimitConfig> configured = new TreeMap<>();
    private final Map<String, RateLimiter> limiters = new ConcurrentHashMap<>();
    private final Resilience resilience;

    /** @throws IllegalArgumentException where a property is misspelt or out of range: it stops the start */
    RateLimits(Resilience resilience, Config config) {
        this.resilience = resilience;
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(PREFIX)) {
                configured.computeIfAbsent(nameIn(key), name -> figures(config, name));
            }
        }
    }

    /** At the start, when every endpoint has asked for its own: a limit that is left over is a misspelt one. */
    void check(@Observes StartupEvent start) {
        warnings().forEach(LOG::warn);
    }

    List<String> warnings() {
        return configured.keySet().stream()
                .filter(name -> !limiters.containsKey(name))
                .map(name -> PREFIX + name + " limits nothing: no endpoint is @RateLimited(\"" + name
                        + "\"); there are: " + String.join(", ", all().keySet()))
                .toList();
    }

    /** The limit of this name; what is not configured has the defaults. */
    RateLimiter named(String name) {
        return limiters.computeIfAbsent(
                name,
                key -> new RateLimiter(configured.getOrDefault(key, RateLimitConfig.DEFAULTS), resilience.time()));
    }

    Map<String, RateLimiter> all() {
        return Collections.unmodifiableMap(new TreeMap<>(limiters));
    }

    private static String nameIn(String key) {
        int end = key.lastIndexOf('.');
        if (end < PREFIX.length() || !RateLimitProperties.names().contains(key.substring(end + 1))) {
            throw new IllegalArgumentException(
                    key + " is no property of a rate limit; there are: " + RateLimitProperties.names());
        }
        return key.substring(PREFIX.length(), end);
    }

    private static RateLimitConfig figures(Config config, String name) {
        return ConfiguredResilience.figures(
                config, PREFIX + name + ".", given -> RateLimitProperties.read(given, RateLimitConfig.DEFAULTS));
    }
}
