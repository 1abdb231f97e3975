package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.bulkhead.Bulkhead;
import dev.breakwater.resilience.policy.LayerKind;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.policy.PolicyLint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            found.addAll(ofPool(type, client, policy.resilience()));
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

    /** What all policies of a client let run at once must fit into its pool; a bulkhead that they share counts once. */
    private List<String> ofPool(Class<?> type, RegisterRestClient client, Resilience resilience) {
        Map<Bulkhead, Integer> most = new HashMap<>();
        Set<String> names = new TreeSet<>();
        for (Pipeline policy : policiesOf(type, resilience)) {
            if (policy.config().order().contains(LayerKind.BULKHEAD)) {
                most.merge(policy.bulkhead(), policy.mostAtOnce(), Math::max);
                names.add(policy.name());
            }
        }
        int atOnce = most.values().stream().mapToInt(Integer::intValue).sum();
        int pool = poolOf(type, client);
        return atOnce <= pool
                ? List.of()
                : List.of("the bulkheads of the client " + type.getSimpleName() + " (" + String.join(", ", names)
                        + ") let " + atOnce + " calls run at once, but it has " + pool
                        + " connections: the others wait in the pool's queue");
    }

    private static Set<Pipeline> policiesOf(Class<?> type, Resilience resilience) {
        return Stream.concat(
                        Stream.of(type),
                        Arrays.stream(type.getMethods()).filter(method -> method.getDeclaringClass() == type))
                .map(annotated -> annotated.getAnnotation(Resilient.class))
                .filter(Objects::nonNull)
                .map(resilient -> resilience.policies().get(resilient.value()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Quarkus knows a client by its name, its key, and for all of them together. */
    private int poolOf(Class<?> type, RegisterRestClient client) {
        return Stream.of("\"" + type.getName() + "\".", client.configKey() + ".", "")
                .map(of -> config.getOptionalValue("quarkus.rest-client." + of + "connection-pool-size", Integer.class))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(DEFAULT_POOL);
    }
}
