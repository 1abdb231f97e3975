package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.FailureClassifier;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.policy.PolicyProperties;
import dev.breakwater.resilience.time.RandomSource;
import dev.breakwater.resilience.time.TimeSource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes the policies that the configuration names: {@code resilience.<policy>.<property>}. */
@Dependent
class ConfiguredResilience {
    private static final String PREFIX = "resilience.";

    /** What stands beside the policies under {@code resilience.}. */
    private static final Set<String> NO_POLICIES =
            Set.of("enabled", "deadlines", "rate-limits", "clients", "balancers");

    @Produces
    @Singleton
    Resilience resilience(
            Config config, @ConfigProperty(name = "resilience.enabled", defaultValue = "true") boolean enabled) {
        Resilience resilience = new Resilience(
                TimeSource.system(),
                RandomSource.system(),
                FailureClassifier.withOwn(new RestFailures(InstantSource.system())),
                new VertxCarrier());
        Map<String, PolicyConfig> policies = new TreeMap<>();
        names(config).forEach(name -> policies.put(name, policy(config, name)));
        // First who has a bulkhead, then who shares it.
        policies.forEach((name, figures) -> defineWhere(figures.bulkhead().of() == null, resilience, name, figures));
        policies.forEach((name, figures) -> defineWhere(figures.bulkhead().of() != null, resilience, name, figures));
        resilience.enable(enabled);
        return resilience;
    }

    private static void defineWhere(boolean isTurn, Resilience resilience, String name, PolicyConfig figures) {
        if (isTurn) {
            try {
                resilience.define(name, figures);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(PREFIX + name + "." + e.getMessage(), e);
            }
        }
    }

    private static PolicyConfig policy(Config config, String name) {
        return figures(config, PREFIX + name + ".", given -> PolicyProperties.read(given, PolicyConfig.DEFAULTS));
    }

    /** What stands under a prefix in the configuration; what is wrong with it is told with the whole key. */
    static <T> T figures(Config config, String prefix, Function<Function<String, @Nullable String>, T> read) {
        try {
            return read.apply(property ->
                    config.getOptionalValue(prefix + property, String.class).orElse(null));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(prefix + e.getMessage(), e);
        }
    }

    /** Every policy that is named; a property that no policy has is a misspelt one. */
    private static Set<String> names(Config config) {
        Set<String> names = new TreeSet<>();
        for (String key : config.getPropertyNames()) {
            String[] parts = key.split("\\.", 3);
            if (key.startsWith(PREFIX) && !NO_POLICIES.contains(parts[1])) {
                if (parts.length < 3 || !PolicyProperties.names().contains(parts[2])) {
                    throw new IllegalArgumentException(
                            key + " is no property of a policy; there are: " + PolicyProperties.names());
                }
                names.add(parts[1]);
            }
        }
        return names;
    }
}
