package dev.breakwater.fraud.rules;

import io.smallrye.config.ConfigMapping;
import java.math.BigDecimal;

/** The rules' limits, {@code fraud.…}; application.properties has the figures. Money is in EUR. */
@ConfigMapping(prefix = "fraud")
interface RulesConfig {

    /** Amounts, whoever the customer is. */
    Range ceiling();

    /** Amounts of a customer who was never allowed a charge. */
    Range newCustomer();

    /** Multiples of what the customer usually spends. */
    Unusual unusual();

    Velocities velocity();

    /** From where on a figure means review, and from where on refusal. */
    interface Range {
        double reviewFrom();

        double denyFrom();
    }

    interface Unusual extends Range {

        /** Allowed charges before the average means something. */
        int knownAfter();

        /** Smaller amounts are never unusual. */
        BigDecimal floor();
    }

    /** Charges of one customer within a window of time. */
    interface Velocities {
        Range minute();

        Range hour();
    }
}
