package dev.breakwater.benchmarks.library;

import java.time.Duration;

/** What is measured. */
public enum Library {
    /** Nothing around the work: what the measuring itself costs. */
    NONE,
    BREAKWATER,
    RESILIENCE4J,
    /** Resilience4j with the sliding window that it offers for contended breakers. */
    RESILIENCE4J_LOCK_FREE,
    SMALLRYE,
    FAILSAFE;

    /**
     * Guards with all layers closed and all permits free.
     *
     * @param timeout of asynchronous work
     * @param metrics whether the library counts into a Micrometer registry
     */
    public Guards guards(Duration timeout, boolean metrics) {
        return switch (this) {
            case NONE -> new NoGuards();
            case BREAKWATER -> new BreakwaterGuards(timeout, metrics);
            case RESILIENCE4J -> new Resilience4jGuards(timeout, metrics, false);
            case RESILIENCE4J_LOCK_FREE -> new Resilience4jGuards(timeout, metrics, true);
            case SMALLRYE -> new SmallRyeGuards(timeout, metrics);
            case FAILSAFE -> new FailsafeGuards(timeout);
        };
    }
}
