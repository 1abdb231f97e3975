package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.balancer.Instance;
import dev.breakwater.resilience.balancer.LoadBalancer;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyProperties;
import dev.breakwater.resilience.ratelimit.RateLimitProperties;
import dev.breakwater.resilience.ratelimit.RateLimiter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** The state of every policy, rate limit and balancer, as JSON. */
@ApplicationScoped
class PolicyReports {
    private final Resilience resilience;
    private final RateLimits rateLimits;
    private final Balancers balancers;

    PolicyReports(Resilience resilience, RateLimits rateLimits, Balancers balancers) {
        this.resilience = resilience;
        this.rateLimits = rateLimits;
        this.balancers = balancers;
    }

    JsonObject all() {
        JsonObject policies = new JsonObject();
        resilience.policies().forEach((name, policy) -> policies.put(name, of(policy)));
        JsonObject limits = new JsonObject();
        rateLimits.all().forEach((name, limiter) -> limits.put(name, of(limiter)));
        JsonObject instances = new JsonObject();
        balancers.all().forEach((name, balancer) -> instances.put(name, of(balancer)));
        return new JsonObject()
                .put("enabled", resilience.enabled())
                .put("outstanding", resilience.outstanding())
                .put("policies", policies)
                .put("rateLimits", limits)
                .put("balancers", instances);
    }

    JsonObject of(Pipeline policy) {
        JsonObject breaker = new JsonObject()
                .put("state", policy.breaker().state().name())
                .put("reason", policy.breaker().reason());
        long expiresIn = policy.breaker().expiresInNanos();
        if (expiresIn != Deadline.UNLIMITED) {
            breaker.put("expiresInMs", TimeUnit.NANOSECONDS.toMillis(expiresIn));
        }
        JsonObject bulkhead = new JsonObject()
                .put("used", policy.bulkhead().used())
                .put("max", policy.bulkhead().max())
                .put("waiting", policy.bulkhead().waiting());
        JsonObject properties = new JsonObject();
        PolicyProperties.write(policy.config()).forEach(properties::put);
        return new JsonObject()
                .put("breaker", breaker)
                .put("bulkhead", bulkhead)
                .put("retryBudget", policy.retry().budget().balance())
                .put("outstanding", policy.outstanding())
                .put("properties", properties);
    }

    JsonObject of(RateLimiter limiter) {
        JsonObject properties = new JsonObject();
        RateLimitProperties.write(limiter.config()).forEach(properties::put);
        return new JsonObject().put("clients", limiter.clients()).put("properties", properties);
    }

    private static JsonArray of(LoadBalancer balancer) {
        JsonArray instances = new JsonArray();
        for (Instance instance : balancer.instances()) {
            instances.add(new JsonObject()
                    .put("address", instance.toString())
                    .put("inRotation", balancer.isInRotation(instance))
                    .put("healthy", instance.isHealthy())
                    .put("ejected", instance.isEjected()));
        }
        return instances;
    }
}
