package dev.breakwater.recommendation;

import dev.breakwater.resilience.quarkus.DeadlineBudget;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What order-service asks beside the payment. */
@Path("/recommendations")
@Produces(MediaType.APPLICATION_JSON)
public class RecommendationResource {
    private final Recommendations recommendations;

    RecommendationResource(Recommendations recommendations) {
        this.recommendations = recommendations;
    }

    @GET
    @Path("/{customerId}")
    @DeadlineBudget("recommendation")
    public Uni<Recommendation> recommend(
            @PathParam("customerId")
                    @Pattern(
                            regexp = "(?=.*\\S)[^\\p{C}]{1,255}",
                            message = "must be 1 to 255 printable characters, not all blank")
                    String customerId) {
        return recommendations.forCustomer(customerId);
    }
}
