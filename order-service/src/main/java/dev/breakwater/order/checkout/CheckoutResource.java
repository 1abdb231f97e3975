package dev.breakwater.order.checkout;

import dev.breakwater.order.order.Order;
import dev.breakwater.order.order.OrderAnswer;
import dev.breakwater.rehearsal.RehearsalMark;
import dev.breakwater.resilience.quarkus.DeadlineBudget;
import dev.breakwater.resilience.quarkus.RateLimited;
import dev.breakwater.resilience.quarkus.Resilient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** The edge. */
@Path("/checkout")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CheckoutResource {
    private static final String KEY = "[\\x20-\\x7e]{1,255}";
    private static final String KEY_RULE = "must be 1 to 255 printable ASCII characters";
    private static final String KEY_MISSING =
            "is missing: send a new key with each checkout, and the same with a repeat";

    private final Checkout checkout;
    private final KeyScope scope;
    private final RehearsalMark rehearsal;

    CheckoutResource(Checkout checkout, KeyScope scope, RehearsalMark rehearsal) {
        this.checkout = checkout;
        this.scope = scope;
        this.rehearsal = rehearsal;
    }

    @POST
    @RateLimited("checkout")
    @Resilient("checkout")
    @DeadlineBudget("checkout")
    public Uni<RestResponse<OrderAnswer>> checkout(
            @HeaderParam("Idempotency-Key") @NotNull(message = KEY_MISSING) @Pattern(regexp = KEY, message = KEY_RULE)
                    String key,
            @NotNull @Valid CheckoutRequest request,
            @Context HttpServerRequest caller) {
        Uni<Order> order = rehearsal.isOn(caller)
                ? checkout.rehearse(key, request)
                : checkout.checkout(scope.of(caller), key, request);
        return order.map(CheckoutResource::answer);
    }

    private static RestResponse<OrderAnswer> answer(Order order) {
        return RestResponse.ResponseBuilder.<OrderAnswer>create(order.isPending() ? 202 : 201)
                .header(HttpHeaders.LOCATION, "/orders/" + order.id())
                .entity(OrderAnswer.of(order))
                .build();
    }
}
