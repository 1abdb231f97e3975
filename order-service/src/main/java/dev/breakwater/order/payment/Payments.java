package dev.breakwater.order.payment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What orders ask of payment-service. Only a charge's status is an answer; everything else fails. */
@ApplicationScoped
public class Payments {
    private final PaymentClient service;

    Payments(@RestClient PaymentClient service) {
        this.service = service;
    }

    /** Charges for a checkout that waits. Safe to repeat, however it ended. */
    public Uni<Charge> charge(ChargeRequest request) {
        return service.charge(request.key(), request)
                .invoke(Payments::requireSettled)
                .onFailure()
                .transform(Payments::ofService);
    }

    /** The same charge for an order that nobody waits for. Fails as the client does: who refused says when to try again. */
    public Uni<Charge> chargeLater(ChargeRequest request) {
        return service.chargeLater(request.key(), request).invoke(Payments::requireSettled);
    }

    /** The order's charge as payment-service has it; {@code IN_PROGRESS} where it has none yet. */
    public Uni<Charge> find(UUID orderId) {
        return service.byKey(orderId.toString()).onFailure(Payments::isNotFound).recoverWithItem(Charge::toCome);
    }

    private static void requireSettled(Charge charge) {
        if (charge == null || !charge.isSettled()) {
            throw new ProcessingException("payment-service answered, but with no charge that has come to its end");
        }
    }

    /** Whatever the client throws, it is not our caller's fault and not a defect of ours. */
    private static ProcessingException ofService(Throwable failure) {
        return new ProcessingException("payment-service did not charge: " + failure.getMessage(), failure);
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof WebApplicationException answer
                && answer.getResponse().getStatus() == 404;
    }
}
