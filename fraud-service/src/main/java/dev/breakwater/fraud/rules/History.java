package dev.breakwater.fraud.rules;

import java.math.BigDecimal;

/**
 * What is known of a customer before a charge.
 *
 * @param charges charges ever assessed
 * @param chargesInMinute of these, in the last minute
 * @param chargesInHour of these, in the last hour
 * @param allowed charges that were allowed: only these say what is usual, or a thief's attempts would
 * @param allowedTotal the amounts of those together, in EUR
 */
public record History(long charges, long chargesInMinute, long chargesInHour, long allowed, BigDecimal allowedTotal) {

    /** A customer who was never seen. */
    public static final History NONE = new History(0, 0, 0, 0, BigDecimal.ZERO);
}
