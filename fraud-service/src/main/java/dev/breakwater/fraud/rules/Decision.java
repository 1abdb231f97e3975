package dev.breakwater.fraud.rules;

/** What should happen to a charge. */
public enum Decision {
    ALLOW,
    /** A person should look at it first. */
    REVIEW,
    DENY;

    static final double REVIEW_SCORE = 0.5;
    static final double DENY_SCORE = 0.9;

    static Decision of(double score) {
        if (score >= DENY_SCORE) {
            return DENY;
        }
        return score >= REVIEW_SCORE ? REVIEW : ALLOW;
    }
}
