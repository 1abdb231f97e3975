package dev.breakwater.recommendation.cache;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Redis where one is configured, else this process. Chosen once, at the start. */
@Dependent
class CacheChoice {
    private static final Logger LOG = Logger.getLogger(CacheChoice.class);

    @Produces
    @Singleton
    @Startup
    RecommendationCache cache(
            @ConfigProperty(name = "quarkus.redis.hosts") Optional<String> hosts,
            Instance<RedisCache> redis,
            Instance<InProcessCache> inProcess) {
        LOG.infof("recommendations are remembered in %s", hosts.isPresent() ? "Redis" : "this process");
        return hosts.isPresent() ? redis.get() : inProcess.get();
    }
}
