package dev.breakwater.order.order;

import dev.breakwater.order.payment.Charge;
import dev.breakwater.order.payment.Payments;
import dev.breakwater.problem.ProblemException;
import dev.breakwater.resilience.quarkus.DeadlineBudget;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.UUID;

/** Orders over HTTP. */
@Path("/orders/{id}")
@Produces(MediaType.APPLICATION_JSON)
@DeadlineBudget("order")
public class OrderResource {
    private final Ledger ledger;
    private final Payments payments;

    OrderResource(Ledger ledger, Payments payments) {
        this.ledger = ledger;
        this.payments = payments;
    }

    @GET
    public Uni<OrderDetails> order(@PathParam("id") UUID id) {
        return find(id).map(OrderDetails::of);
    }

    /** What payment-service has of it. */
    @GET
    @Path("/payment")
    public Uni<Charge> payment(@PathParam("id") UUID id) {
        return find(id).flatMap(order -> payments.find(order.id()).onFailure().transform(OrderResource::paymentAway));
    }

    private Uni<Order> find(UUID id) {
        return ledger.find(id)
                .map(found -> found.orElseThrow(() -> new ProblemException(404, "no order has the id " + id)));
    }

    private static ProblemException paymentAway(Throwable failure) {
        return new ProblemException(
                        503,
                        "Payment away",
                        "payment-service cannot tell at the moment; the order itself says how it stands")
                .retryAfter(Duration.ofSeconds(1));
    }
}
