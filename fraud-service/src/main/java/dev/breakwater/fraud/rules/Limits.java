package dev.breakwater.fraud.rules;

/**
 * From where on a figure means review, and from where on refusal.
 *
 * @param reviewFrom above 0
 * @param denyFrom above {@code reviewFrom}
 */
record Limits(double reviewFrom, double denyFrom) {

    /** The most that a figure below its limit counts: several such figures together may still ask for a review. */
    private static final double UNSUSPICIOUS = 0.2;

    Limits {
        if (!(reviewFrom > 0 && denyFrom > reviewFrom)) {
            throw new IllegalArgumentException("review-from is " + reviewFrom + " and deny-from " + denyFrom
                    + "; it must be 0 < review-from < deny-from");
        }
    }

    /**
     * The risk of a figure: it grows linearly to 0.2 towards {@code reviewFrom}, where it jumps to what a review needs,
     * and on to what a refusal needs at {@code denyFrom}.
     */
    double risk(double figure) {
        if (figure < reviewFrom) {
            return UNSUSPICIOUS * Math.max(0, figure) / reviewFrom;
        }
        double towardsDeny = Math.min(1, (figure - reviewFrom) / (denyFrom - reviewFrom));
        return Decision.REVIEW_SCORE + (Decision.DENY_SCORE - Decision.REVIEW_SCORE) * towardsDeny;
    }
}
