package dev.breakwater.recommendation.cache;

import dev.breakwater.chaos.quarkus.ChaosPoint;
import dev.breakwater.resilience.quarkus.Resilient;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.time.Duration;

/** Remembers in Redis, for all instances and across restarts. Redis may come late and go at any time. */
@ApplicationScoped
@Typed(RedisCache.class)
class RedisCache implements RecommendationCache {
    private static final String PREFIX = "recommendations:";

    private final ReactiveValueCommands<String, Remembered> values;
    private final Duration ttl;

    RedisCache(InjectableInstance<ReactiveRedisDataSource> redis, CacheConfig config) {
        values = redis.get().value(Remembered.class);
        ttl = config.ttl();
    }

    @Override
    @Resilient("cache")
    @ChaosPoint("cache")
    public Uni<Remembered> recall(String customerId) {
        return values.get(PREFIX + customerId);
    }

    @Override
    @Resilient("cache")
    @ChaosPoint("cache")
    public Uni<Void> remember(String customerId, Remembered recommendation) {
        return values.setex(PREFIX + customerId, ttl.toSeconds(), recommendation);
    }
}
