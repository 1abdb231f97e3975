package dev.breakwater.resilience.quarkus;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Tells which methods may be called twice, by what they and the interfaces they implement say of themselves. */
final class Repeatable {
    private static final Set<String> IDEMPOTENT_METHODS = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    private Repeatable() {}

    static boolean isRepeatable(Method method) {
        return declarations(method).stream().anyMatch(Repeatable::saysSo);
    }

    private static boolean saysSo(Method method) {
        return method.isAnnotationPresent(Idempotent.class)
                || method.getDeclaringClass().isAnnotationPresent(Idempotent.class)
                || Arrays.stream(method.getAnnotations()).anyMatch(Repeatable::isIdempotentHttp)
                || Arrays.stream(method.getParameterAnnotations())
                        .flatMap(Arrays::stream)
                        .anyMatch(Repeatable::isKey);
    }

    private static boolean isIdempotentHttp(Annotation annotation) {
        HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
        return http != null && IDEMPOTENT_METHODS.contains(http.value());
    }

    private static boolean isKey(Annotation parameter) {
        return parameter instanceof HeaderParam header && header.value().equalsIgnoreCase("Idempotency-Key");
    }

    /** A REST client is called through a generated class: what its author wrote stands on the interface. */
    private static List<Method> declarations(Method method) {
        List<Method> found = new ArrayList<>(List.of(method));
        for (Class<?> type = method.getDeclaringClass(); type != null; type = type.getSuperclass()) {
            for (Class<?> declared : type.getInterfaces()) {
                Arrays.stream(declared.getMethods())
                        .filter(other -> other.getName().equals(method.getName())
                                && Arrays.equals(other.getParameterTypes(), method.getParameterTypes()))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
