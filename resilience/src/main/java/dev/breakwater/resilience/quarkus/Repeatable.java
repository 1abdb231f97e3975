package dev.breakwater.resilience.quarkus;

import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When a method may be called twice, by what it and the interfaces it implements say of themselves.
 *
 * @param always whether any call of it may
 * @param key the parameter that makes a call repeatable where it is given; {@value #NO_KEY} where there is none
 */
record Repeatable(boolean always, int key) {
    private static final int NO_KEY = -1;
    private static final Set<String> IDEMPOTENT_METHODS = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    static Repeatable of(Method method) {
        List<Method> declarations = declarations(method);
        int key = declarations.stream()
                .mapToInt(Repeatable::keyOf)
                .filter(parameter -> parameter != NO_KEY)
                .findFirst()
                .orElse(NO_KEY);
        return new Repeatable(declarations.stream().anyMatch(Repeatable::saysSo), key);
    }

    /** Whether some call of it may be repeated. */
    boolean isPossible() {
        return always || key != NO_KEY;
    }

    boolean holdsFor(InvocationContext call) {
        return always || key != NO_KEY && isGiven(call.getParameters()[key]);
    }

    /** A header whose value is null is not sent, and nobody knows a call again by an empty one. */
    private static boolean isGiven(@Nullable Object key) {
        return key != null && !key.toString().isBlank();
    }

    private static boolean saysSo(Method method) {
        return method.isAnnotationPresent(Idempotent.class)
                || method.getDeclaringClass().isAnnotationPresent(Idempotent.class)
                || Arrays.stream(method.getAnnotations()).anyMatch(Repeatable::isIdempotentHttp);
    }

    private static boolean isIdempotentHttp(Annotation annotation) {
        HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
        return http != null && IDEMPOTENT_METHODS.contains(http.value());
    }

    private static int keyOf(Method method) {
        Annotation[][] parameters = method.getParameterAnnotations();
        return IntStream.range(0, parameters.length)
                .filter(parameter -> Arrays.stream(parameters[parameter]).anyMatch(Repeatable::isKey))
                .findFirst()
                .orElse(NO_KEY);
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
