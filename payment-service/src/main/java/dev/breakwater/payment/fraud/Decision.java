package dev.breakwater.payment.fraud;

/** What may become of a charge. */
public enum Decision {
    ALLOW,
    REVIEW,
    DENY
}
