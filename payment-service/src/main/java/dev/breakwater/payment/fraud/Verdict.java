package dev.breakwater.payment.fraud;

/** A decision, and who took it. */
public record Verdict(Decision decision, FraudCheck check) {}
