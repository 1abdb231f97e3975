package dev.breakwater.recommendation.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.mutiny.Uni;

/** Remembers in this process, as long as it lives. */
final class InProcessCache implements RecommendationCache {
    private final Cache<String, Remembered> entries;

    InProcessCache(CacheConfig config, Ticker time) {
        entries = Caffeine.newBuilder()
                .maximumSize(config.maxEntries())
                .expireAfterWrite(config.ttl())
                .ticker(time)
                .build();
    }

    @Override
    public Uni<Remembered> recall(String customerId) {
        return Uni.createFrom().item(() -> entries.getIfPresent(customerId));
    }

    @Override
    public Uni<Void> remember(String customerId, Remembered recommendation) {
        return Uni.createFrom().voidItem().invoke(() -> entries.put(customerId, recommendation));
    }
}
