package dev.breakwater.resilience.quarkus;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The caller: endpoints that ask the shop. */
@Path("/edge")
public class EdgeResource {
    private final ShopClient shop;

    EdgeResource(@RestClient ShopClient shop) {
        this.shop = shop;
    }

    @GET
    @Path("/deadline")
    @DeadlineBudget("tight")
    public Uni<String> deadline() {
        return shop.deadline();
    }

    @GET
    @Path("/free")
    public Uni<String> free() {
        return shop.deadline();
    }

    @GET
    @Path("/slow")
    public Uni<String> slow() {
        return shop.slow();
    }

    @GET
    @Path("/too-late")
    public Uni<String> tooLate() {
        return shop.tooLate();
    }

    @GET
    @Path("/hurried")
    public Uni<String> hurried() {
        return shop.hurried();
    }

    @GET
    @Path("/silence")
    @DeadlineBudget("wide")
    public Uni<String> silence() {
        return shop.silence();
    }

    @GET
    @Path("/tight-silence")
    @DeadlineBudget("tight")
    public Uni<String> tightSilence() {
        return shop.silence();
    }

    @GET
    @Path("/answers/{status}")
    public Uni<String> answer(@PathParam("status") int status) {
        return shop.answer(status);
    }

    @POST
    @Path("/answers/{status}")
    public Uni<String> write(@PathParam("status") int status) {
        return shop.write(status);
    }

    @POST
    @Path("/once/{status}")
    public Uni<String> writeOnce(@PathParam("status") int status, @QueryParam("key") String key) {
        return shop.writeOnce(key, status);
    }

    @GET
    @Path("/limited")
    @RateLimited("counter")
    public Uni<String> limited() {
        return Uni.createFrom().item("in");
    }

    @GET
    @Path("/one")
    @Resilient("edge")
    public Uni<String> one() {
        return Uni.createFrom().nothing();
    }
}
