package dev.breakwater.fraud.assessment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The charge to assess.
 *
 * @param chargeId whose one assessment this asks for
 * @param customerId who is to pay
 */
public record Charge(
        @NotNull @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE)
        String chargeId,

        @NotNull @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE)
        String customerId,

        @NotNull @Valid Money amount) {

    private static final String PRINTABLE = "(?=.*\\S)[^\\p{C}]{1,255}";
    private static final String PRINTABLE_MESSAGE = "must be 1 to 255 printable characters, not all blank";
}
