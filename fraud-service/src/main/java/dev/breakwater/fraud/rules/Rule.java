package dev.breakwater.fraud.rules;

import java.math.BigDecimal;

/** One way to look at a charge. Implementations are immutable and depend on nothing but their arguments. */
@FunctionalInterface
interface Rule {

    /**
     * Judges a charge by what is known of its customer.
     *
     * @param amount what is to be charged, in EUR
     * @param history the customer's past, without this charge
     */
    Finding judge(BigDecimal amount, History history);
}
