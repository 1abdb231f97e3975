package dev.breakwater.payment.charge;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.breaker.CircuitBreaker;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.policy.Pipeline;
import jakarta.inject.Singleton;

/** The policies' state, which outlives a test. */
@Singleton
class Policies {
    private final Resilience resilience;

    Policies(Resilience resilience) {
        this.resilience = resilience;
    }

    /** Nothing that failed before counts any more. */
    void reset() {
        resilience
                .policies()
                .values()
                .forEach(policy -> policy.breaker().command(CircuitBreaker.Command.RESET, "a test begins", null));
    }

    /** Lets no call through. */
    void open(String policy) {
        resilience.policy(policy).breaker().command(CircuitBreaker.Command.FORCED_OPEN, "a test wants it", null);
    }

    /** Lets so many calls run at once. */
    void limit(String policy, int max) {
        Pipeline pipeline = resilience.policy(policy);
        pipeline.reconfigure(pipeline.config().withBulkhead(new BulkheadConfig(max, 0, BulkheadConfig.Kind.FIXED)));
    }

    CircuitBreaker.State breakerOf(String policy) {
        return resilience.policy(policy).breaker().state();
    }

    /** Permits, probes and timers of all policies that are out: zero whenever nothing runs. */
    int outstanding() {
        return resilience.outstanding();
    }
}
