package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.policy.LayerKind;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.policy.PolicyLint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Says at the start what in the configuration will not do what it looks like. Warnings: the service starts. */
@ApplicationScoped
class StartupLint {
    private static final int DEFAULT_POOL = 50;

    private final Config config;

    StartupLint(Config config) {
        this.config = config;
    }

    /** What is odd about the policies' own figures. */
    List<String> ofPolicies(Resilience resilience) {
        return resilience.policies().values().stream()
                .flatMap(policy -> PolicyLint.warnings(policy.name(), policy.config()).stream())
                .toList();
    }

    /** What is odd about a policy on this REST client interface; nothing where the type is none. */
    List<String> ofClient(Class<?> type, Method method, Pipeline policy) {
        List<String> found = new ArrayList<>();
        RegisterRestClient client = type.getAnnotation(RegisterRestClient.class);
        if (client != null) {
            addIf(
                    isRetriedInVain(method, policy.config()),
                    found,
                    type.getSimpleName() + "." + method.getName()
                            + " is a write that is neither @Idempotent nor keyed: policy '" + policy.name()
                            + "' with its "
                            + policy.config().retry().maxAttempts() + " attempts never retries it");
            int pool = poolOf(client.configKey().isEmpty() ? type.getName() : client.configKey());
            int max = policy.config().bulkhead().max();
            addIf(
                    hasBulkhead(policy.config()) && max > pool,
                    found,
                    "bulkhead '" + policy.name() + "' lets " + max
                            + " calls run at once, but the client " + type.getSimpleName() + " has " + pool
                            + " connections: the others wait in the pool's queue");
        }
        return found;
    }

    private static void addIf(boolean isOdd, List<String> found, String warning) {
        if (isOdd) {
            found.add(warning);
        }
    }

    private static boolean isRetriedInVain(Method method, PolicyConfig config) {
        boolean isHttp = Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
        return isHttp
                && config.order().contains(LayerKind.RETRY)
                && config.retry().maxAttempts() > 1
                && !Repeatable.of(method).isPossible();
    }

    private static boolean hasBulkhead(PolicyConfig config) {
        return config.order().contains(LayerKind.BULKHEAD);
    }

    private int poolOf(String configKey) {
        return config.getOptionalValue("quarkus.rest-client." + configKey + ".connection-pool-size", Integer.class)
                .or(() -> config.getOptionalValue("quarkus.rest-client.connection-pool-size", Integer.class))
                .orElse(DEFAULT_POOL);
    }
}
