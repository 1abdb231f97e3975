package dev.breakwater.resilience.quarkus;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** {@code resilience.clients.…}: how clients are told apart. */
@ConfigMapping(prefix = "resilience.clients")
interface ClientsConfig {

    /** The values of {@code X-API-Key} that name a client; none by default. */
    Optional<List<String>> apiKeys();

    /**
     * Peers whose {@code X-Forwarded-For} is believed: addresses, or networks such as {@code 10.0.0.0/8}; none by
     * default.
     */
    Optional<List<String>> trustedProxies();
}
