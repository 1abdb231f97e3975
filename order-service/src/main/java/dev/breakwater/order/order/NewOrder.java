package dev.breakwater.order.order;

import dev.breakwater.order.catalog.Line;
import dev.breakwater.order.money.Money;
import java.util.List;

/**
 * An order to place.
 *
 * @param scope whose keys its key is one of
 * @param fingerprint of the body that the key is used with
 */
public record NewOrder(
        String scope, String key, String fingerprint, String customerId, List<Line> lines, String paymentToken) {

    Money total() {
        return lines.stream().map(Line::total).reduce(Money.ZERO, Money::plus);
    }
}
