package dev.breakwater.payment.processor;

import dev.breakwater.payment.money.Money;

/**
 * An order to take money.
 *
 * @param key the processor captures each key once and repeats its answer
 * @param reference what the money is for, for its books
 */
public record CaptureRequest(String key, String reference, Money amount, String cardToken) {}
