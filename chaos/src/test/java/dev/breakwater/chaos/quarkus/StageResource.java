package dev.breakwater.chaos.quarkus;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.concurrent.CompletionStage;

/** A service to break. */
@Path("/")
public class StageResource {
    static final String SCENE = "0123456789".repeat(100);

    private final Depot depot;

    StageResource(Depot depot) {
        this.depot = depot;
    }

    @GET
    @Path("/stage")
    public Uni<String> scene() {
        return Uni.createFrom().item(SCENE);
    }

    @POST
    @Path("/stage")
    public Uni<String> echo(String body) {
        return Uni.createFrom().item(body);
    }

    @GET
    @Path("/other/{name}")
    public Uni<String> other() {
        return Uni.createFrom().item("other");
    }

    @GET
    @Path("/plain")
    public String plain() {
        return depot.plain();
    }

    @GET
    @Path("/plain-on-loop")
    @NonBlocking
    public String plainOnLoop() {
        return depot.plain();
    }

    @GET
    @Path("/uni")
    public Uni<String> uni() {
        Context own = Vertx.currentContext();
        return depot.uni().map(thread -> thread + (Vertx.currentContext() == own ? " of its own" : " of another"));
    }

    @GET
    @Path("/stage-of-completion")
    public CompletionStage<String> stage() {
        Context own = Vertx.currentContext();
        return depot.stage()
                .thenApply(thread -> thread + (Vertx.currentContext() == own ? " of its own" : " of another"));
    }

    /** Below REST, in parts. */
    @Singleton
    static class Raw {
        void route(@Observes Router router) {
            router.get("/raw").handler(Raw::answer);
            router.get("/file").handler(request -> request.response().sendFile("pom.xml"));
        }

        private static void answer(RoutingContext request) {
            request.response().setChunked(true);
            request.response().write("01234");
            request.response().write("56789");
            request.response().end("abc");
        }
    }
}
