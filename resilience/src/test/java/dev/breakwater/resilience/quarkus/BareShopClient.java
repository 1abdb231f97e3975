package dev.breakwater.resilience.quarkus;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The shop without a policy around it, but for one method with a very patient one. */
@Path("/shop")
@RegisterRestClient(configKey = "shop")
interface BareShopClient {

    @GET
    @Path("/deadline")
    Uni<String> deadline();

    @GET
    @Path("/deadline")
    String deadlineForThreads();

    @GET
    @Path("/deadline")
    @Resilient("patient")
    Uni<String> deadlineInAPolicy();
}
