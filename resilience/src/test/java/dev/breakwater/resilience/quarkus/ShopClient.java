package dev.breakwater.resilience.quarkus;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The dependency as its caller sees it: a plain interface under a policy. */
@Path("/shop")
@RegisterRestClient(configKey = "shop")
@Resilient("shop")
interface ShopClient {

    @GET
    @Path("/deadline")
    Uni<String> deadline();

    @GET
    @Path("/slow")
    Uni<String> slow();

    @GET
    @Path("/too-late")
    Uni<String> tooLate();

    @GET
    @Path("/hurried")
    Uni<String> hurried();

    @GET
    @Path("/silence")
    Uni<String> silence();

    @GET
    @Path("/answers/{status}")
    Uni<String> answer(@PathParam("status") int status);

    @POST
    @Path("/answers/{status}")
    Uni<String> write(@PathParam("status") int status);

    @POST
    @Path("/answers/{status}")
    Uni<String> writeOnce(@HeaderParam("Idempotency-Key") String key, @PathParam("status") int status);
}
