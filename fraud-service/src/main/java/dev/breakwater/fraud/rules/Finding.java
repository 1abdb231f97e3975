package dev.breakwater.fraud.rules;

/**
 * What one rule says.
 *
 * @param risk 0 (none) to 1 (certain fraud)
 * @param reason why, in words for the person who reviews the charge
 */
record Finding(double risk, String reason) {

    /** The rule has nothing to say. */
    static final Finding NONE = new Finding(0, "");
}
