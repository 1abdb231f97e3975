package dev.breakwater.order.payment;

import java.util.Objects;
import java.util.UUID;

/**
 * A charge as payment-service tells it. One that lacks what its status promises is no answer: it fails like any other
 * broken one.
 *
 * @param chargeId null where payment-service has no charge yet
 * @param fraudCheck null as long as nobody assessed it
 */
public record Charge(UUID chargeId, Status status, FraudCheck fraudCheck) {

    /** {@code IN_PROGRESS} settles nothing. */
    public enum Status {
        IN_PROGRESS,
        APPROVED,
        DECLINED,
        IN_REVIEW
    }

    public Charge {
        Objects.requireNonNull(status, "payment-service answered without a status");
        if (status != Status.IN_PROGRESS) {
            Objects.requireNonNull(chargeId, "payment-service answered without a chargeId");
            Objects.requireNonNull(fraudCheck, "payment-service answered without a fraudCheck");
        }
    }

    /** What payment-service does not know yet. */
    static Charge toCome() {
        return new Charge(null, Status.IN_PROGRESS, null);
    }

    boolean isSettled() {
        return status != Status.IN_PROGRESS;
    }
}
