package dev.breakwater.recommendation.model;

import dev.breakwater.chaos.quarkus.ChaosPoint;
import dev.breakwater.resilience.quarkus.Resilient;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The boundary to the model, where it can fail alone. Learns at the start. */
@Startup
@ApplicationScoped
public class Model {
    private final CoPurchases coPurchases = CoPurchases.learnedFrom(Baskets.ofTheShop());
    private final int count;

    Model(@ConfigProperty(name = "recommendation.items") int count) {
        this.count = count;
        coPurchases.recommend("c-0", count); // loads and warms what the first request would wait for
    }

    /** The articles recommended to the customer, the best first; popular ones for strangers. */
    @Resilient("model")
    @ChaosPoint("model")
    public Uni<List<String>> recommend(String customerId) {
        return Uni.createFrom().item(() -> coPurchases.recommend(customerId, count));
    }
}
