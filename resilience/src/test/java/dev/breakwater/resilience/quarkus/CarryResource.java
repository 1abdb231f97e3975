package dev.breakwater.resilience.quarkus;

import static dev.breakwater.resilience.quarkus.Fallbacks.source;

import io.opentelemetry.context.Context;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.MDC;

/** Requests that say what each part of them finds of the deadline, the log and the trace. */
@Path("/carry")
public class CarryResource {
    private final Courier courier;
    private final BareShopClient shop;
    private final Fallbacks fallbacks;

    CarryResource(Courier courier, @RestClient BareShopClient shop, Fallbacks fallbacks) {
        this.courier = courier;
        this.shop = shop;
        this.fallbacks = fallbacks;
    }

    @GET
    @Path("/chain")
    @DeadlineBudget("wide")
    public Uni<String> chain() {
        return courier.deadlineAfterAHop();
    }

    @GET
    @Path("/chain-of-policies")
    @DeadlineBudget("wide")
    public Uni<String> chainOfPolicies() {
        return courier.deadlineInAPolicyAfterAHop();
    }

    /** Two guarded chains beside each other, and then a call outside of both. */
    @GET
    @Path("/beside")
    @DeadlineBudget("wide")
    public Uni<String> beside() {
        return Uni.combine()
                .all()
                .unis(courier.deadlineAfterAHop(), courier.deadlineAfterTwoHops())
                .asTuple()
                .flatMap(both ->
                        shop.deadline().map(own -> String.join(" ", List.of(both.getItem1(), both.getItem2(), own))));
    }

    @GET
    @Path("/free")
    public Uni<String> free() {
        String thread = Thread.currentThread().getName();
        return shop.deadline().map(deadline -> deadline + " " + Courier.carried() + " on " + thread);
    }

    @GET
    @Path("/thread")
    @Blocking
    @DeadlineBudget("wide")
    public String thread() {
        return courier.deadlineOnAThread() + " " + shop.deadlineForThreads();
    }

    @GET
    @Path("/free-thread")
    @Blocking
    public String freeThread() {
        return shop.deadlineForThreads();
    }

    @GET
    @Path("/detached/{order}")
    @DeadlineBudget("wide")
    public Uni<String> detached(@PathParam("order") String order) {
        begin(order);
        return courier.detached();
    }

    @GET
    @Path("/retry/{order}")
    public Uni<String> retry(@PathParam("order") String order) {
        begin(order);
        return courier.tellAtTheSecondAttempt(new AtomicInteger());
    }

    @GET
    @Path("/timeout/{order}")
    public Uni<String> timeout(@PathParam("order") String order) {
        begin(order);
        return courier.tellAfterATimeout(new AtomicInteger());
    }

    @GET
    @Path("/fallback/{order}")
    public Uni<String> fallback(@PathParam("order") String order) {
        begin(order);
        return fallbacks
                .firstOf("carry", source("NEVER", courier::never), source("CARRIED", CarryResource::carried))
                .map(sourced -> sourced.value());
    }

    private static Uni<String> carried() {
        return Uni.createFrom().item(Courier.carried());
    }

    private static void begin(String order) {
        MDC.put("order", order);
        // Never closed: its storage ends with the request.
        Context.current().with(TraceInVertx.ORDER, order).makeCurrent();
    }
}
