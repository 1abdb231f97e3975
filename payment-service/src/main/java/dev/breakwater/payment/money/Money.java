package dev.breakwater.payment.money;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;

/**
 * An amount that can be charged.
 *
 * @param amount above 0, at most ten digits before the point and two after it; a string in JSON, so that no reader
 *     makes a binary fraction of it
 */
public record Money(
        @NotNull @Positive @Digits(integer = 10, fraction = 2) @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal amount,

        @NotNull Currency currency) {

    /** The currencies this service charges in. */
    public enum Currency {
        EUR
    }

    /** Whether this is the same money, however many zeros it was written with. */
    public boolean isSameAs(Money other) {
        return currency == other.currency && amount.compareTo(other.amount) == 0;
    }
}
