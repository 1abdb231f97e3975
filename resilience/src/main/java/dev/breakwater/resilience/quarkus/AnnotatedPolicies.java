package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.policy.Pipeline;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every {@link Resilient} at the start: a policy that the configuration does not know stops it, because that is
 * a typo or a gap; figures that do not fit together are warned of.
 */
@ApplicationScoped
class AnnotatedPolicies {
    private static final Logger LOG = Logger.getLogger("dev.breakwater.resilience");

    private final Resilience resilience;
    private final StartupLint lint;

    AnnotatedPolicies(Resilience resilience, StartupLint lint) {
        this.resilience = resilience;
        this.lint = lint;
    }

    void check(@Observes StartupEvent start, BeanManager beans) {
        Set<String> warnings = new TreeSet<>(lint.ofPolicies(resilience));
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            for (Class<?> type : declaring(bean.getBeanClass())) {
                for (Method method : type.getDeclaredMethods()) {
                    String policy = policyOf(method, type);
                    if (policy != null) {
                        warnings.addAll(lint.ofClient(type, method, required(policy, type)));
                    }
                }
            }
        }
        warnings.forEach(LOG::warn);
    }

    /** The class and its interfaces: a REST client's bean is a generated class, its author wrote the interface. */
    private static Set<Class<?>> declaring(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        types.add(type);
        types.addAll(Set.of(type.getInterfaces()));
        return types;
    }

    private static @Nullable String policyOf(Method method, Class<?> type) {
        Resilient own = method.getAnnotation(Resilient.class);
        Resilient resilient = own == null ? type.getAnnotation(Resilient.class) : own;
        return resilient == null || resilient.value().isEmpty() ? null : resilient.value();
    }

    private Pipeline required(String name, Class<?> user) {
        Pipeline policy = resilience.policies().get(name);
        if (policy == null) {
            throw new IllegalArgumentException("@Resilient(\"" + name + "\") on " + user.getName()
                    + " names a policy that is not configured; set at least one property of it, such as resilience."
                    + name + ".timeout=3s (there are: "
                    + String.join(", ", resilience.policies().keySet()) + ")");
        }
        return policy;
    }
}
