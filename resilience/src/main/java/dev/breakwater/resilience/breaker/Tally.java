package dev.breakwater.resilience.breaker;

import org.jspecify.annotations.Nullable;

/**
 * Counts how calls ended while the breaker is closed, and says when that is too bad. Once tripped it stays tripped: the
 * breaker puts a fresh one in its place. Thread-safe.
 */
interface Tally {
    void success(long elapsedNanos);

    void failure(long elapsedNanos);

    /** Why it tripped; null while it has not. One volatile read. */
    @Nullable
    String tripped();

    /** The same counts under other figures. */
    Tally under(BreakerConfig config);
}
