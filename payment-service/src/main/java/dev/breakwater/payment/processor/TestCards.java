package dev.breakwater.payment.processor;

import java.util.Map;
import java.util.Optional;

/** The test tokens, as payment providers have them: the card's behaviour is in its name. */
final class TestCards {
    private static final String APPROVES = "";

    private static final Map<String, String> DECLINE_CODES = Map.of(
            "tok_visa", APPROVES,
            "tok_mastercard", APPROVES,
            "tok_declined", "card_declined",
            "tok_insufficient_funds", "insufficient_funds",
            "tok_expired", "expired_card");

    private TestCards() {}

    /** Why the card is declined; empty where it approves. A token the processor never issued is declined too. */
    static Optional<String> declineCode(String token) {
        String code = DECLINE_CODES.getOrDefault(token, "invalid_token");
        return code.equals(APPROVES) ? Optional.empty() : Optional.of(code);
    }
}
