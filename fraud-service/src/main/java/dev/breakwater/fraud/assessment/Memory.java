package dev.breakwater.fraud.assessment;

import dev.breakwater.fraud.rules.History;

/**
 * What the ledger knows when a charge arrives.
 *
 * @param history the past of the charge's customer
 * @param entry the charge's own entry; null where it was not assessed yet
 */
record Memory(History history, Entry entry) {

    /** A charge that was assessed. */
    record Entry(String customerId, Money amount, Assessment assessment) {

        /** Whether the charge is this one, and not another under the same id. */
        boolean isOf(Charge charge) {
            return customerId.equals(charge.customerId())
                    && amount.amount().compareTo(charge.amount().amount()) == 0
                    && amount.currency().equals(charge.amount().currency());
        }
    }

    boolean hasEntry() {
        return entry != null;
    }
}
