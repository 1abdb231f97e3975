package dev.breakwater.resilience.quarkus;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.atomic.AtomicInteger;

/** The dependency: says what it was told, answers as it is bid, or keeps silent. */
@Path("/shop")
@Singleton
public class ShopResource {
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger silent = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    @GET
    @Path("/deadline")
    public Uni<String> deadline(@HeaderParam("X-Request-Timeout-Ms") String remaining) {
        return Uni.createFrom().item(String.valueOf(remaining));
    }

    /** Waits for its stock as long as its caller does, and then says so. */
    @GET
    @Path("/slow")
    @Resilient("stock")
    public Uni<String> slow() {
        return Uni.createFrom().nothing();
    }

    /** Says at once what {@link #slow} says in the end. */
    @GET
    @Path("/too-late")
    public Uni<Response> tooLate() {
        return Uni.createFrom()
                .item(Response.status(504).header("X-Request-Timeout-Ms", "0").build());
    }

    /** Waits for its stock as long as it wants to, which is less than its caller would. */
    @GET
    @Path("/hurried")
    @DeadlineBudget("hurried")
    @Resilient("stock")
    public Uni<String> hurried() {
        return Uni.createFrom().nothing();
    }

    @GET
    @Path("/silence")
    public Uni<String> silence(HttpServerRequest request) {
        silent.incrementAndGet();
        request.connection().closeHandler(gone -> closed.incrementAndGet());
        return Uni.createFrom().nothing();
    }

    @GET
    @Path("/answers/{status}")
    public Uni<Response> answer(@PathParam("status") int status) {
        calls.incrementAndGet();
        return Uni.createFrom().item(Response.status(status).entity("shop").build());
    }

    @POST
    @Path("/answers/{status}")
    public Uni<Response> write(@PathParam("status") int status) {
        return answer(status);
    }
}
