package dev.breakwater.order.order;

import dev.breakwater.order.catalog.Line;
import dev.breakwater.order.money.Money;
import java.util.List;
import java.util.UUID;

/**
 * An order to place.
 *
 * @param id its own, unless its key has an order already
 * @param scope whose keys its key is one of
 * @param fingerprint of the body that the key is used with
 */
public record NewOrder(
        UUID id,
        String scope,
        String key,
        String fingerprint,
        String customerId,
        List<Line> lines,
        String paymentToken) {

    Money total() {
        return lines.stream().map(Line::total).reduce(Money.ZERO, Money::plus);
    }
}
