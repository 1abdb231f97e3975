package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.balancer.LoadBalancer;
import dev.breakwater.resilience.breaker.CircuitBreaker;
import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.policy.Pipeline;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Counts events and shows each policy's state. Labels hold names of policies, outcomes, states and sources only, so their
 * number is bounded. Meters of what happens with every call are looked up once and kept. In a Quarkus service it is there
 * by itself; in plain Java, give it to {@link Resilience#listen}.
 */
public final class PolicyMetrics implements Consumer<Event> {
    private final MeterRegistry registry;
    private final Known<Ending, Timer> calls;
    private final Known<Ending, Timer> attempts;
    private final Known<Refusal, Counter> rejections;

    private record Ending(String policy, Outcome outcome) {}

    private record Refusal(String policy, String kind) {}

    /** Meters that are registered when they are first needed, and kept. */
    private record Known<K, M>(Map<K, M> meters, Function<K, M> register) {
        Known(Function<K, M> register) {
            this(new ConcurrentHashMap<>(), register);
        }

        M of(K key) {
            M meter = meters.get(key); // takes no lock, as computeIfAbsent may
            return meter != null ? meter : meters.computeIfAbsent(key, register);
        }
    }

    /** Counts into the given registry. */
    public PolicyMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.calls = new Known<>(ending -> timer("resilience.calls", ending));
        this.attempts = new Known<>(ending -> timer("resilience.attempts", ending));
        this.rejections = new Known<>(
                refusal -> registry.counter("resilience.rejections", "policy", refusal.policy, "kind", refusal.kind));
    }

    /** Shows the state of every policy. */
    public void watch(Resilience resilience) {
        resilience.policies().values().forEach(this::watch);
        gauge("resilience.enabled", "", resilience, r -> r.enabled() ? 1 : 0);
    }

    private void watch(Pipeline policy) {
        for (CircuitBreaker.State state : CircuitBreaker.State.values()) {
            Gauge.builder("resilience.breaker.state", policy, p -> p.breaker().state() == state ? 1 : 0)
                    .tag("policy", policy.name())
                    .tag("state", word(state))
                    .strongReference(true)
                    .register(registry);
        }
        gauge(
                "resilience.bulkhead.used",
                policy.name(),
                policy,
                p -> p.bulkhead().used());
        gauge(
                "resilience.bulkhead.max",
                policy.name(),
                policy,
                p -> p.bulkhead().max());
        gauge(
                "resilience.bulkhead.waiting",
                policy.name(),
                policy,
                p -> p.bulkhead().waiting());
        gauge(
                "resilience.retry.budget",
                policy.name(),
                policy,
                p -> p.retry().budget().balance());
    }

    /** Shows how many instances of each balancer are in rotation, and how many there are. */
    void watch(LoadBalancer balancer) {
        gauge(
                "resilience.instances",
                balancer.name(),
                balancer,
                b -> b.instances().size());
        gauge("resilience.instances.in.rotation", balancer.name(), balancer, b ->
                (double) b.instances().stream().filter(b::isInRotation).count());
    }

    private <T> void gauge(String name, String policy, T source, ToDoubleFunction<T> value) {
        Gauge.Builder<T> gauge = Gauge.builder(name, source, value).strongReference(true);
        (policy.isEmpty() ? gauge : gauge.tag("policy", policy)).register(registry);
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.CallEnded call) {
            calls.of(new Ending(call.policy(), call.outcome())).record(call.elapsedNanos(), TimeUnit.NANOSECONDS);
        } else if (event instanceof Event.AttemptEnded attempt) {
            attempts.of(new Ending(attempt.policy(), attempt.outcome()))
                    .record(attempt.elapsedNanos(), TimeUnit.NANOSECONDS);
            if (attempt.timedOut()) {
                count("resilience.timeouts", "policy", attempt.policy());
            }
        } else if (event instanceof Event.RetryScheduled retry) {
            count("resilience.retries", "policy", retry.policy());
        } else if (event instanceof Event.Rejected rejected) {
            rejections.of(new Refusal(rejected.policy(), rejected.kind())).increment();
        } else if (event instanceof Event.BreakerChanged changed) {
            count(
                    "resilience.breaker.transitions",
                    "policy",
                    changed.policy(),
                    "from",
                    word(changed.from()),
                    "to",
                    word(changed.to()));
        } else if (event instanceof Event.Sourced sourced) {
            count("resilience.fallbacks", "chain", sourced.policy(), "source", sourced.source());
        } else if (event instanceof Event.InstanceChanged changed) {
            count(
                    "resilience.instances.changes",
                    "policy",
                    changed.policy(),
                    "to",
                    changed.inRotation() ? "in" : "out");
        }
    }

    private Timer timer(String name, Ending ending) {
        return Timer.builder(name)
                .tag("policy", ending.policy)
                .tag("outcome", word(ending.outcome))
                .register(registry);
    }

    private void count(String name, String... tags) {
        registry.counter(name, tags).increment();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
