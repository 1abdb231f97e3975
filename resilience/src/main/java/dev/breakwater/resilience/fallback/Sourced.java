package dev.breakwater.resilience.fallback;

/**
 * A value and the name of the source that gave it.
 *
 * @param value what the source answered
 * @param source the source's name, such as {@code MODEL} or {@code CACHE}
 */
public record Sourced<T>(T value, String source) {}
