package dev.breakwater.recommendation.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.breakwater.chaos.quarkus.ChaosPoint;
import dev.breakwater.resilience.quarkus.Resilient;
import dev.breakwater.resilience.time.TimeSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Remembers in this process, as long as it lives. */
@Singleton
@Typed(InProcessCache.class)
class InProcessCache implements RecommendationCache {
    private final Cache<String, Remembered> entries;

    @Inject
    InProcessCache(CacheConfig config) {
        this(config, TimeSource.system()::nanoTime);
    }

    InProcessCache(CacheConfig config, Ticker time) {
        entries = Caffeine.newBuilder()
                .maximumSize(config.maxEntries())
                .expireAfterWrite(config.ttl())
                .ticker(time)
                .build();
    }

    @Override
    @Resilient("cache")
    @ChaosPoint("cache")
    public Uni<Remembered> recall(String customerId) {
        return Uni.createFrom().item(() -> entries.getIfPresent(customerId));
    }

    @Override
    @Resilient("cache")
    @ChaosPoint("cache")
    public Uni<Void> remember(String customerId, Remembered recommendation) {
        return Uni.createFrom().voidItem().invoke(() -> entries.put(customerId, recommendation));
    }
}
