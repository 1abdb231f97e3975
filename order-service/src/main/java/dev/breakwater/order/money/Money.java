package dev.breakwater.order.money;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/**
 * An amount of money.
 *
 * @param amount with two decimals; a string in JSON, so that no reader makes a binary fraction of it
 */
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, Currency currency) {

    /** The currencies this shop sells in. */
    public enum Currency {
        EUR
    }

    public static final Money ZERO = eur("0.00");

    public static Money eur(String amount) {
        return new Money(new BigDecimal(amount), Currency.EUR);
    }

    public Money times(int quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
    }

    /** The sum. There is one currency. */
    public Money plus(Money other) {
        return new Money(amount.add(other.amount), currency);
    }
}
