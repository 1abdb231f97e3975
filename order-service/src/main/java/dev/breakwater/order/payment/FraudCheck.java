package dev.breakwater.order.payment;

/** Who assessed a charge. */
public enum FraudCheck {
    /** fraud-service. */
    SERVICE,
    /** payment-service's local rules, because fraud-service could not answer. */
    RULES
}
