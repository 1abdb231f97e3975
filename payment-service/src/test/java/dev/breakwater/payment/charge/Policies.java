package dev.breakwater.payment.charge;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.breaker.CircuitBreaker;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The policies' state, which outlives a test. */
@Singleton
class Policies {
    private final Resilience resilience;
    private final Map<String, PolicyConfig> configured = new HashMap<>();

    Policies(Resilience resilience) {
        this.resilience = resilience;
        resilience.policies().forEach((name, policy) -> configured.put(name, policy.config()));
    }

    /** As configured, and nothing that failed before counts any more. */
    void reset() {
        configured.forEach((policy, config) -> reset(resilience.policy(policy), config));
    }

    /** The same, but with time enough, for all but these policies, on a machine that is busy with other things. */
    void resetPatiently(String... butFor) {
        reset();
        configured.forEach((policy, config) -> {
            if (!List.of(butFor).contains(policy)) {
                resilience
                        .policy(policy)
                        .reconfigure(config.withTimeout(Duration.ofSeconds(10)).withDeadline(null));
            }
        });
    }

    private static void reset(Pipeline policy, PolicyConfig config) {
        policy.reconfigure(config);
        policy.breaker().command(CircuitBreaker.Command.RESET, "a test begins", null);
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
