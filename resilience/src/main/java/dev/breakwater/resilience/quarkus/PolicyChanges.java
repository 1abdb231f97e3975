package dev.breakwater.resilience.quarkus;

import dev.breakwater.problem.JsonFields;
import dev.breakwater.problem.ProblemException;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.breaker.CircuitBreaker;
import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.policy.PolicyProperties;
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
        tell(policy.name(), difference(before, after));
    }

    void command(Pipeline policy, CircuitBreaker.Command command, String reason, Optional<Duration> expiry) {
        policy.breaker().command(command, reason, expiry.orElse(null));
        tell(
                policy.name(),
                "breaker " + command + ", " + reason
                        + expiry.map(time -> ", for " + time.toMillis() + " ms").orElse(""));
    }

    private static String difference(PolicyConfig before, PolicyConfig after) {
        Map<String, String> old = PolicyProperties.write(before);
        StringJoiner changed = new StringJoiner(", ").setEmptyValue("nothing is different");
        PolicyProperties.write(after).forEach((property, value) -> {
            if (!value.equals(old.get(property))) {
                changed.add(property + " " + old.get(property) + " -> " + value);
            }
        });
        return changed.toString();
    }

    private void tell(String policy, String change) {
        resilience.tell(new Event.PolicyChanged(policy, change));
    }
}
