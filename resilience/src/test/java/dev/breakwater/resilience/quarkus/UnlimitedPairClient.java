package dev.breakwater.resilience.quarkus;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The pair again, under a policy that limits no attempt's time. */
@Path("/who")
@RegisterRestClient(configKey = "pair")
@Resilient("unlimited-pair")
interface UnlimitedPairClient {

    @GET
    Uni<String> who();

    @GET
    String whoBlocking();
}
