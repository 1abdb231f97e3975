package dev.breakwater.payment.charge;

import dev.breakwater.payment.fraud.AssessmentRequest;
import dev.breakwater.payment.fraud.FraudCheck;
import dev.breakwater.payment.processor.CaptureRequest;
import java.util.Optional;
import java.util.UUID;

/**
 * A charge as the ledger has it.
 *
 * @param fraudCheck who assessed it; empty as long as it is {@code CLAIMED}
 * @param lease whose attempt holds it, or held it last
 * @param leased whether that lease still ran when the row was read
 * @param capturesTried failed captures so far
 */
record Charge(
        UUID id,
        String key,
        ChargeRequest request,
        ChargeState state,
        Optional<FraudCheck> fraudCheck,
        UUID lease,
        boolean leased,
        int capturesTried) {

    boolean isSettled() {
        return state.isSettled();
    }

    boolean isHeldBy(UUID attempt) {
        return state == ChargeState.CLAIMED && lease.equals(attempt);
    }

    /** Nobody works on it, nothing was taken and nothing will be, unless its key is posted again. */
    boolean isAbandoned() {
        return state == ChargeState.CLAIMED && !leased;
    }

    boolean asksFor(ChargeRequest other) {
        return request.orderId().equals(other.orderId())
                && request.customerId().equals(other.customerId())
                && request.amount().isSameAs(other.amount())
                && request.paymentToken().equals(other.paymentToken());
    }

    AssessmentRequest toAssess() {
        return new AssessmentRequest(id, request.customerId(), request.amount());
    }

    CaptureRequest toCapture() {
        return new CaptureRequest(key, request.orderId(), request.amount(), request.paymentToken());
    }
}
