package dev.breakwater.recommendation.cache;

import io.smallrye.mutiny.Uni;

/** The last good recommendations by customer. May forget, and may fail: nobody relies on it. */
public interface RecommendationCache {

    /** What is remembered for the customer; null where nothing is. */
    Uni<Remembered> recall(String customerId);

    /** Remembers for a while. */
    Uni<Void> remember(String customerId, Remembered recommendation);
}
