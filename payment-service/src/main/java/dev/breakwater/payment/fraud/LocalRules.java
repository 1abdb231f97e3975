package dev.breakwater.payment.fraud;

import dev.breakwater.payment.PaymentConfig;
import dev.breakwater.payment.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;

/** What we dare to decide alone: small amounts pass, the rest waits for a person. Nothing is denied unheard. */
@ApplicationScoped
public class LocalRules {
    private final BigDecimal maxAmount;

    @Inject
    LocalRules(PaymentConfig config) {
        this(config.rules().maxAmount());
    }

    LocalRules(BigDecimal maxAmount) {
        this.maxAmount = maxAmount;
    }

    Decision decide(Money amount) {
        return amount.amount().compareTo(maxAmount) <= 0 ? Decision.ALLOW : Decision.REVIEW;
    }
}
