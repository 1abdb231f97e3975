package dev.breakwater.resilience.quarkus;

import dev.breakwater.problem.ProblemException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The JSON object that a management request carries, read strictly: 400 says which field is wrong. */
record Body(JsonObject json) {
    private static final long MAX_MILLIS = Duration.ofDays(1).toMillis();

    static Body of(RoutingContext request) {
        try {
            Object value = request.body().buffer() == null
                    ? null
                    : request.body().buffer().toJson();
            if (value instanceof JsonObject json) {
                return new Body(json);
            }
        } catch (DecodeException e) {
            throw new ProblemException(400, "Unreadable JSON", "the body is not JSON");
        }
        throw new ProblemException(400, "Unreadable JSON", "the body must be a JSON object");
    }

    static Body of(RoutingContext request, String... known) {
        Body body = of(request);
        for (String field : body.json.fieldNames()) {
            if (!List.of(known).contains(field)) {
                throw wrong(field, "is not known here; known are " + String.join(", ", known));
            }
        }
        return body;
    }

    boolean flag(String field) {
        if (json.getValue(field) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(field, "must be true or false");
    }

    <E extends Enum<E>> E choice(String field, E[] choices) {
        for (E choice : choices) {
            if (choice.name().equals(json.getValue(field))) {
                return choice;
            }
        }
        throw wrong(field, "must be one of " + Arrays.toString(choices).replaceAll("[\\[\\]]", ""));
    }

    Optional<String> text(String field) {
        Object value = json.getValue(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank() && text.length() <= 200 && text.matches("\\P{Cntrl}*")) {
            return Optional.of(text);
        }
        throw wrong(field, "must be a text of 1 to 200 printable characters");
    }

    /** Milliseconds from 1 to a day. */
    Optional<Duration> millis(String field) {
        Object value = json.getValue(field);
        if (value == null) {
            return Optional.empty();
        }
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= 1
                && ((Number) value).longValue() <= MAX_MILLIS) {
            return Optional.of(Duration.ofMillis(((Number) value).longValue()));
        }
        throw wrong(field, "must be a whole number of milliseconds from 1 to " + MAX_MILLIS);
    }

    static ProblemException wrong(String field, String message) {
        return new ProblemException(400, field + " " + message);
    }
}
