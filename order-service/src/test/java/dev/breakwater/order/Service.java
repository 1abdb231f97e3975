package dev.breakwater.order;

import static org.awaitility.Awaitility.await;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.breaker.CircuitBreaker.Command;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The service under test as its operator sees it. */
@Singleton
public class Service {
    private final Resilience resilience;
    private final SmallRyeHealthReporter health;
    private final MeterRegistry meters;

    Service(Resilience resilience, SmallRyeHealthReporter health, MeterRegistry meters) {
        this.resilience = resilience;
        this.health = health;
        this.meters = meters;
    }

    /** Waits until it is warm, and lets its breakers forget what earlier tests did to them. */
    public void isWell() {
        await().atMost(Duration.ofSeconds(60)).until(this::isReady);
        resilience.policies().values().forEach(policy -> policy.breaker().command(Command.RESET, "a new test", null));
    }

    public State breaker(String policy) {
        return resilience.policy(policy).breaker().state();
    }

    /** Permits, probes and timers that are out. */
    public int outstanding(String policy) {
        return resilience.policy(policy).outstanding();
    }

    /** Calls under way. */
    public int used(String policy) {
        return resilience.policy(policy).bulkhead().used();
    }

    /** Orders that it believes to be pending. */
    public double pending() {
        return meters.get("order.pending").gauge().value();
    }

    public double count(String counter, String... tags) {
        Counter found = meters.find(counter).tags(tags).counter();
        return found == null ? 0 : found.count();
    }

    private boolean isReady() {
        return !health.getReadinessAsync().await().indefinitely().isDown();
    }
}
