package dev.breakwater.resilience.quarkus;

/**
 * Who sent a request.
 *
 * @param id {@code key:<API key>} or {@code address:<address>}; an IPv6 address stands for its /64, which is what one
 *     client has
 * @param known whether it has one of the configured API keys
 */
public record Client(String id, boolean known) {}
