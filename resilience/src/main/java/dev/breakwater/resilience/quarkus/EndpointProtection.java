package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.deadline.Deadline;
import jakarta.inject.Inject;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Gives each resource method, at the start, the deadline and the rate limit that its annotations ask for. */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class EndpointProtection implements DynamicFeature {
    /** First who may come at all, then until when. */
    private static final int RATE_LIMIT = Priorities.AUTHORIZATION + 100;

    private static final int DEADLINE = RATE_LIMIT + 1;

    private final Resilience resilience;
    private final RateLimits rateLimits;
    private final Clients clients;
    private final Config config;

    @Inject
    EndpointProtection(Resilience resilience, RateLimits rateLimits, Clients clients, Config config) {
        this.resilience = resilience;
        this.rateLimits = rateLimits;
        this.clients = clients;
        this.config = config;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext filters) {
        Method method = resource.getResourceMethod();
        RateLimited limit = annotation(RateLimited.class, method, resource.getResourceClass());
        if (limit != null) {
            filters.register(
                    new RateLimitFilter(limit.value(), rateLimits.named(limit.value()), clients, resilience),
                    RATE_LIMIT);
        }
        DeadlineBudget budget = annotation(DeadlineBudget.class, method, resource.getResourceClass());
        filters.register(
                budget == null
                        ? new DeadlineFilter(method.getName(), Deadline.UNLIMITED, resilience)
                        : new DeadlineFilter(budget.value(), nanos(budget.value()), resilience),
                DEADLINE);
    }

    private long nanos(String budget) {
        String key = "resilience.deadlines." + budget;
        Duration value = config.getOptionalValue(key, Duration.class)
                .orElseThrow(() -> new IllegalArgumentException(
                        "@DeadlineBudget(\"" + budget + "\") needs " + key + ", such as " + key + "=1500ms"));
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be above 0");
        }
        return value.toNanos();
    }

    private static <A extends Annotation> @Nullable A annotation(Class<A> type, Method method, Class<?> resource) {
        A own = method.getAnnotation(type);
        return own == null ? resource.getAnnotation(type) : own;
    }
}
