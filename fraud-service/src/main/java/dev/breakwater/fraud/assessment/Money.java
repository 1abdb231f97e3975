package dev.breakwater.fraud.assessment;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;

/**
 * An amount of money.
 *
 * @param amount above 0, two decimals
 * @param currency EUR: every limit is in it, and amounts are compared with each other
 */
public record Money(
        @NotNull @DecimalMin("0.01") @Digits(integer = 10, fraction = 2)
        BigDecimal amount,

        @NotNull @Pattern(regexp = "EUR", message = "must be EUR")
        String currency) {}
