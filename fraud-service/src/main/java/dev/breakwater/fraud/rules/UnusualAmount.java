package dev.breakwater.fraud.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount that is many times what the customer usually spends.
 *
 * @param timesUsual limits as multiples of the average amount
 * @param knownAfter allowed charges before the average means something; at least 1
 * @param floor in EUR: smaller amounts are never unusual
 */
record UnusualAmount(Limits timesUsual, int knownAfter, BigDecimal floor) implements Rule {

    UnusualAmount {
        if (knownAfter < 1) {
            throw new IllegalArgumentException("known-after is " + knownAfter + "; it must be at least 1");
        }
    }

    @Override
    public Finding judge(BigDecimal amount, History history) {
        if (history.allowed() < knownAfter || amount.compareTo(floor) < 0) {
            return Finding.NONE;
        }
        BigDecimal usual =
                history.allowedTotal().divide(BigDecimal.valueOf(history.allowed()), 2, RoundingMode.HALF_UP);
        double times = amount.doubleValue() / usual.doubleValue();
        return new Finding(
                timesUsual.risk(times), "the amount of " + amount + " is far above this customer's usual " + usual);
    }
}
