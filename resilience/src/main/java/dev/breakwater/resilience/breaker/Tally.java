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

    /**
     * This tally, or one that shares its counts, under other figures: what is counted in either at the same moment is
     * counted in both. Counts start from nothing where they mean something else under the new figures.
     */
    Tally under(BreakerConfig config);
}
