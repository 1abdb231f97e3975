package dev.breakwater.order.catalog;

import dev.breakwater.order.money.Money;

/** Something the shop sells. */
public record Article(String sku, String name, Money price) {}
