package dev.breakwater.order.order;

/** Whose attempt to charge an order it was. */
public enum SettledBy {
    /** The request that placed it. */
    CHECKOUT,
    /** The settlement. */
    SETTLEMENT
}
