package dev.breakwater.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final CheckoutRequest REQUEST = request("c-17", "tok_visa", item("sku-1", 2));

    @Test
    void isTheSameForTheSameRequest() {
        assertThat(Fingerprint.of(REQUEST))
                .isEqualTo(Fingerprint.of(request("c-17", "tok_visa", item("sku-1", 2))))
                .isEqualTo("a727fb2f26a288ed2b180e680486c4ad182e5b52894709ed3e15afbbc51a0601");
    }

    @Test
    void differsInEveryField() {
        assertThat(List.of(
                        Fingerprint.of(REQUEST),
                        Fingerprint.of(request("c-18", "tok_visa", item("sku-1", 2))),
                        Fingerprint.of(request("c-17", "tok_visb", item("sku-1", 2))),
                        Fingerprint.of(request("c-17", "tok_visa", item("sku-2", 2))),
                        Fingerprint.of(request("c-17", "tok_visa", item("sku-1", 1))),
                        Fingerprint.of(request("c-17", "tok_visa", item("sku-1", 2), item("sku-2", 1))),
                        Fingerprint.of(request("c-17", "tok_visa", item("sku-2", 1), item("sku-1", 2)))))
                .doesNotHaveDuplicates();
    }

    @Test
    void knowsWhereAFieldEnds() {
        assertThat(Fingerprint.of(request("ab", "c", item("d", 1))))
                .isNotEqualTo(Fingerprint.of(request("a", "bc", item("d", 1))));
    }

    private static CheckoutRequest request(String customerId, String token, CheckoutRequest.Item... items) {
        return new CheckoutRequest(customerId, List.of(items), token);
    }

    private static CheckoutRequest.Item item(String sku, int quantity) {
        return new CheckoutRequest.Item(sku, quantity);
    }
}
