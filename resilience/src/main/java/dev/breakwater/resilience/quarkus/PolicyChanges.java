package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.breaker.CircuitBreaker;
import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.policy.PolicyProperties;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    synchronized void patch(Pipeline policy, JsonObject figures) {
        for (String property : figures.fieldNames()) {
            if (!PolicyProperties.names().contains(property)) {
                throw Body.wrong(
                        property,
                        "is no property of a policy; there are: " + String.join(", ", PolicyProperties.names()));
            }
        }
        PolicyConfig before = policy.config();
        PolicyConfig after;
        try {
            after = PolicyProperties.read(property -> text(property, figures), before);
            policy.reconfigure(after);
        } catch (IllegalArgumentException e) {
            throw Body.wrong("resilience." + policy.name() + "." + e.getMessage(), "");
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

    private static @Nullable String text(String property, JsonObject figures) {
        Object value = figures.getValue(property);
        if (value instanceof JsonArray list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return value == null ? null : value.toString();
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
