package dev.breakwater.order.order;

import dev.breakwater.order.money.Money;
import dev.breakwater.order.payment.FraudCheck;
import dev.breakwater.order.recommendation.Recommendations;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An order on the wire.
 *
 * @param payment null as long as it is pending
 * @param degraded what the customer did without; empty where nothing was missing
 */
public record OrderAnswer(
        UUID id,
        OrderStatus status,
        Money total,
        Order.Payment payment,
        Recommendations recommendations,
        List<String> degraded) {

    public static OrderAnswer of(Order order) {
        return new OrderAnswer(
                order.id(),
                order.status(),
                order.total(),
                order.payment().orElse(null),
                order.recommendations(),
                degraded(order));
    }

    private static List<String> degraded(Order order) {
        List<String> degraded = new ArrayList<>();
        if (order.isPending()) {
            degraded.add("payment");
        }
        if (order.payment()
                .filter(payment -> payment.fraudCheck() == FraudCheck.RULES)
                .isPresent()) {
            degraded.add("fraud-check");
        }
        if (order.recommendations().source() != Recommendations.Source.MODEL) {
            degraded.add("recommendations");
        }
        return degraded;
    }
}
