package dev.breakwater.payment.charge;

import dev.breakwater.payment.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * What to charge. Texts are what fraud-service takes for one too: what it refused would be judged by the local rules
 * alone.
 */
public record ChargeRequest(
        @NotNull @Pattern(regexp = TEXT, message = TEXT_RULE)
        String orderId,

        @NotNull @Pattern(regexp = TEXT, message = TEXT_RULE)
        String customerId,

        @NotNull @Valid Money amount,

        @NotNull @Pattern(regexp = TEXT, message = TEXT_RULE)
        String paymentToken) {

    private static final String TEXT = "(?=.*\\S)[^\\p{C}]{1,255}";
    private static final String TEXT_RULE = "must be 1 to 255 printable characters, not all blank";
}
