package dev.breakwater.order.checkout;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What a customer wants, and how it is paid. Texts are what the services behind take for one too, so that no order is
 * placed that can never be charged.
 */
public record CheckoutRequest(
        @NotNull @Pattern(regexp = TEXT, message = TEXT_RULE)
        String customerId,

        @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Item> items,

        @NotNull @Pattern(regexp = TEXT, message = TEXT_RULE)
        String paymentToken) {

    private static final String TEXT = "(?=.*\\S)[^\\p{C}]{1,255}";
    private static final String TEXT_RULE = "must be 1 to 255 printable characters, not all blank";

    /** So many of one article. */
    public record Item(
            @NotNull @Size(max = 64) String sku,
            @Min(1) @Max(99) int quantity) {}
}
