package dev.breakwater.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Jackson's complaints in the caller's terms: which field, what was expected there, and no Java. */
final class UnreadableJson {
    static final String TITLE = "Unreadable JSON";
    private static final Pattern CLASS_NAME = Pattern.compile("\\b[a-z]\\w*(\\.[a-z]\\w*)+\\.[A-Z]\\w*");
    private static final Set<Class<?>> WHOLE = Set.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            BigInteger.class);

    private UnreadableJson() {}

    static Problem describe(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return wrongField(unknown, "is not known here; " + known(unknown.getKnownPropertyIds()));
        }
        if (e instanceof MismatchedInputException mismatch && !isTrailing(mismatch)) {
            return wrongField(mismatch, "must be " + expected(mismatch.getTargetType()));
        }
        if (e instanceof ValueInstantiationException refused) {
            return wrongField(refused, reason(refused.getCause()));
        }
        if (e instanceof JsonMappingException other && !other.getPath().isEmpty()) {
            return wrongField(
                    other, e.getCause() instanceof InputCoercionException ? "is out of range" : "cannot be read");
        }
        return Problem.of(400, TITLE, unreadable(e) + place(e.getLocation()));
    }

    private static Problem wrongField(JsonMappingException e, String message) {
        String field = path(e);
        return Problem.of(400, TITLE, field + " " + message)
                .withViolations(List.of(new Problem.Violation(field, message)));
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String known(@Nullable Collection<Object> fields) {
        return fields == null || fields.isEmpty()
                ? "no field is"
                : "known are " + fields.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Objects::toString)
                            .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (WHOLE.contains(type)) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.getPackageName().equals("java.time") ? "a date, time or duration in ISO 8601" : "an object";
    }

    /** A record of ours refused its values: it says why in its own words, unless those name classes. */
    private static String reason(@Nullable Throwable refusal) {
        boolean readable = refusal instanceof IllegalArgumentException
                && refusal.getMessage() != null
                && !CLASS_NAME.matcher(refusal.getMessage()).find();
        return readable ? "is not valid: " + refusal.getMessage() : "is not valid";
    }

    private static boolean isTrailing(MismatchedInputException e) {
        return e.getOriginalMessage().startsWith("Trailing token");
    }

    private static String unreadable(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Duplicate field")) {
            return "the body has a field twice";
        }
        return message.startsWith("Trailing token") ? "the body goes on after its JSON ended" : "the body is not JSON";
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
