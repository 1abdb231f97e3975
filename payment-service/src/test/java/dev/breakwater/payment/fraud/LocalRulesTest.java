package dev.breakwater.payment.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.payment.money.Money;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalRulesTest {
    private final LocalRules rules = new LocalRules(new BigDecimal("50.00"));

    @ParameterizedTest
    @CsvSource({"0.01, ALLOW", "49.99, ALLOW", "50, ALLOW", "50.00, ALLOW", "50.01, REVIEW", "9999999999.99, REVIEW"})
    void smallAmountsPassAndTheRestWaitsForAPerson(BigDecimal amount, Decision decision) {
        assertThat(rules.decide(new Money(amount, Money.Currency.EUR))).isEqualTo(decision);
    }
}
