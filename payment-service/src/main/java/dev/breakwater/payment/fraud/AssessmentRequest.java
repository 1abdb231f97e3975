package dev.breakwater.payment.fraud;

import dev.breakwater.payment.money.Money;
import java.util.UUID;

/** What fraud-service is asked. It assesses each {@code chargeId} once and repeats its answer. */
public record AssessmentRequest(UUID chargeId, String customerId, Money amount) {}
