package dev.breakwater.payment.charge;

/** Where a charge stands. It goes down this list and never back. */
enum ChargeState {
    /** A request holds the key and has fraud assess it. Nothing has happened that anyone could see. */
    CLAIMED,
    /** The intent: fraud allows it and the money will be taken, whoever crashes or leaves. */
    CAPTURING,
    /** The money is taken. */
    APPROVED,
    /** Fraud denies it or the card is declined; no money was taken. */
    DECLINED,
    /** Fraud wants a person to look at it; no money was taken. Final here. */
    IN_REVIEW;

    boolean isSettled() {
        return this != CLAIMED && this != CAPTURING;
    }
}
