package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.stream.Stream;

/** Stops the start where a {@link Resilient} names a policy that the configuration does not: a typo, or a gap. */
@ApplicationScoped
class AnnotatedPolicies {

    void check(@Observes StartupEvent start, Resilience resilience, BeanManager beans) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            annotated(bean.getBeanClass())
                    .map(element -> element.getAnnotation(Resilient.class))
                    .filter(annotation ->
                            annotation != null && !annotation.value().isEmpty())
                    .forEach(annotation -> requirePolicy(resilience, annotation.value(), bean.getBeanClass()));
        }
    }

    private static Stream<AnnotatedElement> annotated(Class<?> type) {
        return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredMethods()));
    }

    private static void requirePolicy(Resilience resilience, String name, Class<?> user) {
        if (!resilience.policies().containsKey(name)) {
            throw new IllegalArgumentException("@Resilient(\"" + name + "\") on " + user.getName()
                    + " names a policy that is not configured; set at least one property of it, such as resilience."
                    + name + ".timeout=3s (there are: "
                    + String.join(", ", resilience.policies().keySet()) + ")");
        }
    }
}
