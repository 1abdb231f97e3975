package dev.breakwater.fraud.rules;

import java.math.BigDecimal;

/** A customer without any allowed charge gets less credit than others. */
record NewCustomer(Limits limits) implements Rule {

    @Override
    public Finding judge(BigDecimal amount, History history) {
        return history.allowed() > 0
                ? Finding.NONE
                : new Finding(
                        limits.risk(amount.doubleValue()), "the amount of " + amount + " is large for a new customer");
    }
}
