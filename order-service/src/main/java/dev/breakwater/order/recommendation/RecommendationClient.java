package dev.breakwater.order.recommendation;

import dev.breakwater.resilience.quarkus.Resilient;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** recommendation-service on the wire. */
@Path("/recommendations")
@RegisterRestClient(configKey = "recommendation")
@Resilient("recommendation")
interface RecommendationClient {

    @GET
    @Path("/{customerId}")
    Uni<Recommendations> forCustomer(@PathParam("customerId") String customerId);
}
