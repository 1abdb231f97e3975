package dev.breakwater.order.catalog;

import dev.breakwater.order.money.Money;

/**
 * A line of an order.
 *
 * @param price of one, when it was ordered
 */
public record Line(String sku, int quantity, Money price) {

    public Money total() {
        return price.times(quantity);
    }
}
