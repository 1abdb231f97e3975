package dev.breakwater.order.recommendation;

import static dev.breakwater.resilience.quarkus.Fallbacks.source;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.fallback.Sourced;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.quarkus.Fallbacks;
import dev.breakwater.resilience.quarkus.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks recommendation-service; a checkout goes on without what it cannot answer in time. */
@ApplicationScoped
public class Recommender {
    private final RecommendationClient service;
    private final Fallbacks fallbacks;
    private final Pipeline spare;

    Recommender(@RestClient RecommendationClient service, Fallbacks fallbacks, Resilience resilience) {
        this.service = service;
        this.fallbacks = fallbacks;
        this.spare = resilience.policy("recommending");
    }

    /** What to recommend. Never fails. */
    public Uni<Recommendations> forCustomer(String customerId) {
        return fallbacks
                .firstOf(
                        "recommendation",
                        source("SERVICE", () -> askWhereThereIsRoom(customerId)),
                        source("NONE", () -> Uni.createFrom().item(Recommendations.NONE)))
                .map(Sourced::value)
                // With the protection off they may take as long as they like, but are no reason to lose a sale.
                .onFailure()
                .recoverWithItem(Recommendations.NONE);
    }

    /** A busy edge sells without recommendations before it sells less. */
    private Uni<Recommendations> askWhereThereIsRoom(String customerId) {
        return Guard.uni(spare, () -> service.forCustomer(customerId), false);
    }
}
