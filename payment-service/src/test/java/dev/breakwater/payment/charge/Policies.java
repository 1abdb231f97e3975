package dev.breakwater.payment.charge;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.breaker.CircuitBreaker;
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

    CircuitBreaker.State breakerOf(String policy) {
        return resilience.policy(policy).breaker().state();
    }

    /** Permits, probes and timers of all policies that are out: zero whenever nothing runs. */
    int outstanding() {
        return resilience.outstanding();
    }
}
