package dev.breakwater.resilience.event;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.breaker.CircuitBreaker;

/**
 * What happened, for metrics, traces, logs and live pages. One listener gets all of it, on the thread where it
 * happened, and must neither block nor throw. Where nobody listens no event is made; only
 * {@link InstanceChanged}, which is rare, a balancer makes in any case.
 */
public sealed interface Event {

    /** The policy, endpoint, chain or limit it happened in. */
    String policy();

    /**
     * A call ended, retries and waits included.
     *
     * @param attempts attempts made; 0 where it was refused before the first
     */
    record CallEnded(String policy, Outcome outcome, int attempts, long elapsedNanos) implements Event {}

    /**
     * One attempt ended.
     *
     * @param number from 1
     */
    record AttemptEnded(String policy, int number, Outcome outcome, boolean timedOut, long elapsedNanos)
            implements Event {}

    /** A failed attempt will be followed by another after a wait. */
    record RetryScheduled(String policy, int attempt, long delayNanos) implements Event {}

    /**
     * A layer refused a call.
     *
     * @param kind which: {@code breaker-open}, {@code bulkhead-full}, {@code deadline-expired}, {@code rate-limited},
     *     {@code shed}
     */
    record Rejected(String policy, String kind) implements Event {}

    /** A breaker changed its state. */
    record BreakerChanged(String policy, CircuitBreaker.State from, CircuitBreaker.State to, String reason)
            implements Event {}

    /**
     * A chain of sources answered.
     *
     * @param source the source that did
     * @param fallback whether it was not the first
     */
    record Sourced(String policy, String source, boolean fallback) implements Event {}

    /** An instance left or came back into rotation. */
    record InstanceChanged(String policy, String instance, boolean inRotation, String reason) implements Event {}

    /**
     * An operator changed figures.
     *
     * @param policy the policy's name; {@code rate-limits.<name>} for a rate limit's, {@code *} for the whole protection
     */
    record PolicyChanged(String policy, String change) implements Event {}
}
