package dev.breakwater.order.order;

import dev.breakwater.order.payment.Charge;

/** Where an order stands. It goes from pending to one of the others, and stays there. */
public enum OrderStatus {
    /** Placed; its charge is still to come, and comes by itself. */
    PAYMENT_PENDING,
    PAID,
    /** By the card or by fraud-service; nothing was taken. */
    DECLINED,
    /** A person must look at it; nothing was taken. Final here. */
    IN_REVIEW;

    /** What a charge makes of its order. */
    static OrderStatus of(Charge.Status charge) {
        return switch (charge) {
            case IN_PROGRESS -> PAYMENT_PENDING;
            case APPROVED -> PAID;
            case DECLINED -> DECLINED;
            case IN_REVIEW -> IN_REVIEW;
        };
    }
}
