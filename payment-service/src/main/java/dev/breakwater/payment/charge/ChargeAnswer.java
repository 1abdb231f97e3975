package dev.breakwater.payment.charge;

import dev.breakwater.payment.fraud.FraudCheck;
import java.util.UUID;

/**
 * A charge on the wire.
 *
 * @param fraudCheck who assessed it; null as long as nobody has
 */
public record ChargeAnswer(UUID chargeId, Status status, FraudCheck fraudCheck) {

    /** {@code IN_PROGRESS} is answered to reads only; it settles nothing. */
    public enum Status {
        IN_PROGRESS,
        APPROVED,
        DECLINED,
        IN_REVIEW
    }

    static ChargeAnswer of(Charge charge) {
        return new ChargeAnswer(
                charge.id(), status(charge.state()), charge.fraudCheck().orElse(null));
    }

    private static Status status(ChargeState state) {
        return switch (state) {
            case CLAIMED, CAPTURING -> Status.IN_PROGRESS;
            case APPROVED -> Status.APPROVED;
            case DECLINED -> Status.DECLINED;
            case IN_REVIEW -> Status.IN_REVIEW;
        };
    }
}
