package dev.breakwater.resilience.quarkus;

import dev.breakwater.problem.JsonFields;
import dev.breakwater.problem.ProblemException;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.breaker.CircuitBreaker;
import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.policy.PolicyProperties;
import dev.breakwater.resilience.ratelimit.RateLimitConfig;
import dev.breakwater.resilience.ratelimit.RateLimitProperties;
import dev.breakwater.resilience.ratelimit.RateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** What an operator changes at run time; each change is one event, which the log keeps. */
@ApplicationScoped
class PolicyChanges {
    private final Resilience resilience;

    PolicyChanges(Resilience resilience) {
        this.resilience = resilience;
    }

    void enable(boolean enabled) {
        resilience.enable(enabled);
        tell("*", "the protection is " + (enabled ? "on" : "off"));
    }

    /** All of the figures or, where one is wrong, none. Two changes at once are made one after the other. */
    synchronized void patch(Pipeline policy, JsonFields figures) {
        PolicyConfig before = policy.config();
        PolicyConfig after;
        try {
            after = PolicyProperties.read(figures::property, before);
            policy.reconfigure(after);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, "resilience." + policy.name() + "." + e.getMessage());
        }
        tellOfDifference(policy.name(), PolicyProperties.write(before), PolicyProperties.write(after));
    }

    /** The same for a rate limit: clients keep the tokens they have left. */
    synchronized void patch(String limit, RateLimiter limiter, JsonFields figures) {
        RateLimitConfig before = limiter.config();
        RateLimitConfig after;
        try {
            after = RateLimitProperties.read(figures::property, before);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, RateLimits.PREFIX + limit + "." + e.getMessage());
        }
        limiter.reconfigure(after);
        tellOfDifference("rate-limits." + limit, RateLimitProperties.write(before), RateLimitProperties.write(after));
    }

    void command(Pipeline policy, CircuitBreaker.Command command, String reason, Optional<Duration> expiry) {
        policy.breaker().command(command, reason, expiry.orElse(null));
        tell(
                policy.name(),
                "breaker " + command + ", " + reason
                        + expiry.map(time -> ", for " + time.toMillis() + " ms").orElse(""));
    }

    /** Nothing where the figures are those that held before. */
    private void tellOfDifference(String name, Map<String, String> before, Map<String, String> after) {
        StringJoiner changed = new StringJoiner(", ");
        after.forEach((property, value) -> {
            if (!value.equals(before.get(property))) {
                changed.add(property + " " + before.get(property) + " -> " + value);
            }
        });
        if (changed.length() > 0) {
            tell(name, changed.toString());
        }
    }

    private void tell(String policy, String change) {
        if (resilience.hasListener()) {
            resilience.tell(new Event.PolicyChanged(policy, change));
        }
    }
}
