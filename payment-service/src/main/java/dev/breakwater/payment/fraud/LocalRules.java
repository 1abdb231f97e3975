package dev.breakwater.payment.fraud;

import dev.breakwater.payment.PaymentConfig;
import dev.breakwater.payment.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;

/** What we dare to decide alone: small amounts pass, the rest waits for a person. Nothing is denied unheard. */
@ApplicationScoped
public class LocalRules {
    private final BigDecimal maxAmount;

    LocalRules(PaymentConfig config) {
        maxAmount = config.rules().maxAmount();
    }

    Decision decide(Money amount) {
        return amount.amount().compareTo(maxAmount) <= 0 ? Decision.ALLOW : Decision.REVIEW;
    }
}
