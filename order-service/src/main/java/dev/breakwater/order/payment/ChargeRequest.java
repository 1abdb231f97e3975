package dev.breakwater.order.payment;

import dev.breakwater.order.money.Money;
import java.util.UUID;

/** What payment-service is asked to charge. It charges each key, the order's id, once and repeats its answer. */
public record ChargeRequest(UUID orderId, String customerId, Money amount, String paymentToken) {

    String key() {
        return orderId.toString();
    }
}
