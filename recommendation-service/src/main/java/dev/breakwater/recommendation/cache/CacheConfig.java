package dev.breakwater.recommendation.cache;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** {@code recommendation.cache.…}; application.properties has the figures. */
@ConfigMapping(prefix = "recommendation.cache")
interface CacheConfig {

    /** How long a recommendation is worth remembering. */
    Duration ttl();

    /** Customers remembered in the process; Redis has limits of its own. */
    int maxEntries();
}
