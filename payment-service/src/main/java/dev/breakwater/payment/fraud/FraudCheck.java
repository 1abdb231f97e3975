package dev.breakwater.payment.fraud;

/** Who assessed a charge. */
public enum FraudCheck {
    /** fraud-service. */
    SERVICE,
    /** The local rules, because fraud-service could not answer. */
    RULES
}
