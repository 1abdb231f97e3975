package dev.breakwater.order.payment;

import dev.breakwater.resilience.quarkus.Resilient;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * payment-service on the wire: one pool of connections, but a policy for each use, so that checkouts, settlement and
 * reads neither take each other's places nor answer for each other's failures.
 */
@Path("/charges")
@RegisterRestClient(configKey = "payment")
interface PaymentClient {

    /** For a checkout that waits. */
    @POST
    @Resilient("payment")
    Uni<Charge> charge(@HeaderParam("Idempotency-Key") String key, ChargeRequest request);

    /** For an order that nobody waits for. */
    @POST
    @Resilient("settlement")
    Uni<Charge> chargeLater(@HeaderParam("Idempotency-Key") String key, ChargeRequest request);

    @GET
    @Resilient("payment-read")
    Uni<Charge> byKey(@QueryParam("idempotencyKey") String key);
}
