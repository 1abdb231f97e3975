package dev.breakwater.order.order;

import dev.breakwater.order.catalog.Line;
import dev.breakwater.order.money.Money;
import dev.breakwater.order.payment.ChargeRequest;
import dev.breakwater.order.payment.FraudCheck;
import dev.breakwater.order.recommendation.Recommendations;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An order as the database has it.
 *
 * @param payment empty as long as it is pending
 * @param recommendations what its checkout was answered
 * @param paymentToken null once it is settled
 * @param lease whose attempt to charge it this is, or was last; its own id for the request that placed it
 * @param isAttended whether the request that placed it was still at it when the row was read
 * @param tries attempts to charge it so far
 */
public record Order(
        UUID id,
        String fingerprint,
        String customerId,
        List<Line> lines,
        Money total,
        String paymentToken,
        OrderStatus status,
        Optional<Payment> payment,
        Recommendations recommendations,
        OffsetDateTime placedAt,
        UUID lease,
        boolean isAttended,
        int tries) {

    /** How an order was paid, or why not. */
    public record Payment(UUID chargeId, FraudCheck fraudCheck) {}

    public boolean isPending() {
        return status == OrderStatus.PAYMENT_PENDING;
    }

    public ChargeRequest toCharge() {
        return new ChargeRequest(id, customerId, total, paymentToken);
    }

    /** As it stands, with other recommendations. */
    public Order with(Recommendations others) {
        return new Order(
                id,
                fingerprint,
                customerId,
                lines,
                total,
                paymentToken,
                status,
                payment,
                others,
                placedAt,
                lease,
                isAttended,
                tries);
    }
}
