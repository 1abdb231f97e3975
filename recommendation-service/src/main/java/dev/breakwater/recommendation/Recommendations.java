package dev.breakwater.recommendation;

import static dev.breakwater.resilience.quarkus.Fallbacks.source;

import dev.breakwater.recommendation.cache.RecommendationCache;
import dev.breakwater.recommendation.cache.Remembered;
import dev.breakwater.recommendation.model.Model;
import dev.breakwater.resilience.fallback.Sourced;
import dev.breakwater.resilience.quarkus.Fallbacks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Model, cache, defaults: the first that answers. */
@ApplicationScoped
public class Recommendations {
    private static final Logger LOG = Logger.getLogger(Recommendations.class);

    private final Fallbacks fallbacks;
    private final Model model;
    private final RecommendationCache cache;
    private final List<String> defaults;
    private final InstantSource time = InstantSource.system();

    @Inject
    Recommendations(
            Fallbacks fallbacks,
            Model model,
            RecommendationCache cache,
            @ConfigProperty(name = "recommendation.defaults") List<String> defaults) {
        this.fallbacks = fallbacks;
        this.model = model;
        this.cache = cache;
        this.defaults = List.copyOf(defaults);
    }

    /** What to recommend to the customer, and who says so. */
    public Uni<Recommendation> forCustomer(String customerId) {
        return fallbacks
                .firstOf(
                        "recommendations",
                        source("MODEL", () -> fromModel(customerId)),
                        source("CACHE", () -> fromCache(customerId)),
                        source("DEFAULTS", () -> Uni.createFrom().item(madeNow(defaults))))
                .map(this::labelled);
    }

    private Uni<Remembered> fromModel(String customerId) {
        return model.recommend(customerId).map(this::madeNow).invoke(good -> remember(customerId, good));
    }

    private Uni<Remembered> fromCache(String customerId) {
        return cache.recall(customerId).onItem().ifNull().failWith(() -> new NothingRememberedException(customerId));
    }

    /** Beside the answer, which neither waits for the cache nor fails with it. */
    private void remember(String customerId, Remembered good) {
        cache.remember(customerId, good)
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("not remembered: %s", failure.getMessage()));
    }

    private Remembered madeNow(List<String> items) {
        return new Remembered(items, time.instant());
    }

    private Recommendation labelled(Sourced<Remembered> answer) {
        Remembered recommendation = answer.value();
        return new Recommendation(recommendation.items(), answer.source(), recommendation.ageSeconds(time.instant()));
    }
}
