package dev.breakwater.fraud.rules;

import java.math.BigDecimal;

/** Large amounts are looked at, whoever the customer is. */
record AmountCeiling(Limits limits) implements Rule {

    @Override
    public Finding judge(BigDecimal amount, History history) {
        return new Finding(limits.risk(amount.doubleValue()), "the amount of " + amount + " is large");
    }
}
