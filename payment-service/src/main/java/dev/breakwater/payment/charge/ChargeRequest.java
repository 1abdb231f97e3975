package dev.breakwater.payment.charge;

import dev.breakwater.payment.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What to charge. Texts are up to 255 characters; control characters and halves of surrogate pairs are refused, because
 * PostgreSQL cannot keep them all.
 */
public record ChargeRequest(
        @NotBlank @Size(max = 255) @Pattern(regexp = TEXT, message = PRINTABLE)
        String orderId,

        @NotBlank @Size(max = 255) @Pattern(regexp = TEXT, message = PRINTABLE)
        String customerId,

        @NotNull @Valid Money amount,

        @NotBlank @Size(max = 255) @Pattern(regexp = TEXT, message = PRINTABLE)
        String paymentToken) {

    private static final String TEXT = "[^\\p{Cc}\\p{Cs}]*";
    private static final String PRINTABLE = "must hold no control characters";
}
