package dev.breakwater.resilience;

/** How a call ended. One taxonomy for every layer: who counts it and who may try again follows from it alone. */
public enum Outcome {
    /** The dependency answered as hoped. */
    SUCCESS,
    /** The dependency answered no (4xx, declined): it is healthy. Counted as no failure, never retried. */
    REFUSAL,
    /** I/O error, 5xx or timeout: counted as a failure, retried. */
    TRANSIENT,
    /** 429 or 503: counted as a failure, retried when the dependency said after how long. */
    OVERLOAD,
    /** The same work is still running elsewhere (409 with Retry-After): retried, counted for nobody. */
    IN_PROGRESS,
    /** Refused by a layer of ours before the dependency was called: counted for nobody, never retried. */
    REJECTED,
    /** The caller left, or its own deadline cut the call short: counted for nobody, never retried. */
    CANCELLED;

    /** Whether a breaker counts this against the dependency. */
    public boolean isFailure() {
        return this == TRANSIENT || this == OVERLOAD;
    }

    /** Whether it says something of the dependency, rather than of us or of the caller. */
    public boolean isOfDependency() {
        return this != REJECTED && this != CANCELLED;
    }

    /** Whether the dependency answered and is well. */
    public boolean isHealthy() {
        return this == SUCCESS || this == REFUSAL;
    }
}
