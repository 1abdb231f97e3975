package dev.breakwater.resilience.quarkus;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** A service of two instances; its interface does not show it. */
@Path("/who")
@RegisterRestClient(configKey = "pair")
@Resilient("pair")
interface PairClient {

    @GET
    Uni<String> who();
}
