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
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every {@link Resilient} at the start: a policy that the configuration does not know stops it, because that is
 * a typo or a gap, and so does a return type that no policy can guard; figures that do not fit together are warned of.
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
            warnings.addAll(check(bean.getBeanClass()));
        }
        warnings.forEach(LOG::warn);
    }

    /** What is to be warned of in a class that is used as a bean. */
    Set<String> check(Class<?> user) {
        Set<String> warnings = new TreeSet<>();
        for (Class<?> type : declaring(user)) {
            for (Method method : type.getDeclaredMethods()) {
                String policy = policyOf(method, user);
                if (policy != null) {
                    GuardedMethod.requireGuardable(method);
                    warnings.addAll(lint.ofClient(type, method, required(policy, method)));
                }
            }
        }
        return warnings;
    }

    /**
     * The class and all it inherits from: a method may come from a superclass or an interface, and a REST client's bean
     * is a generated class, whose author wrote the interface.
     */
    private static Set<Class<?>> declaring(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            types.add(each);
            for (Class<?> declared : each.getInterfaces()) {
                types.addAll(declaring(declared));
            }
        }
        return types;
    }

    /** The method's own, or that of the class it is used through; what is static or private is not intercepted. */
    private static @Nullable String policyOf(Method method, Class<?> user) {
        if (method.isSynthetic()
                || Modifier.isStatic(method.getModifiers())
                || Modifier.isPrivate(method.getModifiers())) {
            return null;
        }
        return Stream.of(method, user, method.getDeclaringClass())
                .map(annotated -> annotated.getAnnotation(Resilient.class))
                .filter(resilient -> resilient != null && !resilient.value().isEmpty())
                .map(Resilient::value)
                .findFirst()
                .orElse(null);
    }

    private Pipeline required(String name, Method user) {
        Pipeline policy = resilience.policies().get(name);
        if (policy == null) {
            throw new IllegalArgumentException("@Resilient(\"" + name + "\") on "
                    + user.getDeclaringClass().getName() + "." + user.getName()
                    + " names a policy that is not configured; set at least one property of it, such as resilience."
                    + name + ".timeout=3s (there are: "
                    + String.join(", ", resilience.policies().keySet()) + ")");
        }
        return policy;
    }
}
