package dev.breakwater.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bean Validation's findings in the caller's terms: its own field paths, without our method and parameter names. */
final class InvalidInput {
    static final String TITLE = "Invalid input";
    private static final String WHOLE_BODY = "body";

    private InvalidInput() {}

    /** Only arguments of a resource come from the caller; anything else that is invalid is a defect of ours. */
    static boolean isCallersFault(ConstraintViolationException e) {
        return !e.getConstraintViolations().isEmpty()
                && e.getConstraintViolations().stream().allMatch(InvalidInput::isArgumentOfResource);
    }

    static Problem describe(ConstraintViolationException e) {
        List<Problem.Violation> violations = e.getConstraintViolations().stream()
                .map(violation -> new Problem.Violation(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(Problem.Violation::field).thenComparing(Problem.Violation::message))
                .toList();
        Problem.Violation first = violations.get(0);
        String others = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
        return Problem.of(400, TITLE, first.field() + " " + first.message() + others)
                .withViolations(violations);
    }

    private static boolean isArgumentOfResource(ConstraintViolation<?> violation) {
        Iterator<Path.Node> nodes = violation.getPropertyPath().iterator();
        return nodes.next().getKind() == ElementKind.METHOD
                && nodes.hasNext()
                && nodes.next().getKind() != ElementKind.RETURN_VALUE
                && resourceMethod(violation) != null;
    }

    private static String field(ConstraintViolation<?> violation) {
        Iterator<Path.Node> nodes = violation.getPropertyPath().iterator();
        nodes.next(); // the method
        Path.Node argument = nodes.next();
        String name = argument.getKind() == ElementKind.PARAMETER
                ? wireName(violation, argument.as(Path.ParameterNode.class))
                : null;
        StringBuilder path = new StringBuilder(name == null ? "" : name);
        nodes.forEachRemaining(node -> append(path, node));
        return path.isEmpty() ? WHOLE_BODY : path.toString();
    }

    private static void append(StringBuilder path, Path.Node node) {
        if (node.isInIterable()) {
            Object place = node.getIndex() != null ? node.getIndex() : node.getKey();
            path.append('[').append(place == null ? "" : place).append(']');
        }
        if (node.getKind() == ElementKind.PROPERTY) {
            path.append(path.isEmpty() ? "" : ".").append(node.getName());
        }
    }

    /** The name of the header, query or path parameter; null for the body. */
    private static @Nullable String wireName(ConstraintViolation<?> violation, Path.ParameterNode argument) {
        Method method = resourceMethod(violation);
        return method == null ? null : wireName(method.getParameterAnnotations()[argument.getParameterIndex()]);
    }

    private static @Nullable String wireName(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            String name = annotation instanceof HeaderParam header
                    ? header.value()
                    : annotation instanceof QueryParam query
                            ? query.value()
                            : annotation instanceof PathParam path
                                    ? path.value()
                                    : annotation instanceof FormParam form
                                            ? form.value()
                                            : annotation instanceof CookieParam cookie ? cookie.value() : null;
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    /** The validated method in the class that was written, not in the subclass that CDI made of it. */
    private static @Nullable Method resourceMethod(ConstraintViolation<?> violation) {
        Path.Node node = violation.getPropertyPath().iterator().next();
        Class<?>[] parameterTypes =
                node.as(Path.MethodNode.class).getParameterTypes().toArray(Class<?>[]::new);
        for (Class<?> type = violation.getRootBeanClass(); type != null; type = type.getSuperclass()) {
            if (type.isAnnotationPresent(jakarta.ws.rs.Path.class)) {
                try {
                    return type.getDeclaredMethod(node.getName(), parameterTypes);
                } catch (NoSuchMethodException e) {
                    continue; // inherited
                }
            }
        }
        return null;
    }
}
