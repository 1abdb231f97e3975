package dev.breakwater.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 describes it; answered as {@code application/problem+json}.
 *
 * @param type {@code about:blank}, or {@code urn:breakwater:problem:<kind>} where the title says more than the status
 * @param title what kind of problem this is, the same for every occurrence
 * @param status the HTTP status
 * @param detail what is wrong this time, and what would be right; null where the title says it all
 * @param instance names this occurrence, as the log does; null where the log has nothing about it
 * @param violations what is wrong with which field; empty unless the input was validated
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        List<Violation> violations) {

    /** The media type of every error. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:breakwater:problem:";

    /**
     * One field that breaks a rule.
     *
     * @param field the field's path as the caller wrote it, such as {@code items[0].quantity}
     * @param message the rule it breaks
     */
    public record Violation(String field, String message) {}

    /** Keeps its own copy of the violations. */
    public Problem {
        violations = List.copyOf(violations);
    }

    /** A problem that its status explains; the title is the status's own phrase. */
    public static Problem of(int status, @Nullable String detail) {
        return of(status, phrase(status), detail);
    }

    /** A problem of its own kind. The type follows from the title: "Card expired" is {@code …:card-expired}. */
    public static Problem of(int status, String title, @Nullable String detail) {
        return new Problem(typeFor(status, title), title, status, detail, null, List.of());
    }

    /** This problem, naming the occurrence. */
    public Problem withInstance(String newInstance) {
        return new Problem(type, title, status, detail, newInstance, violations);
    }

    /** This problem, with the fields that are wrong. */
    public Problem withViolations(List<Violation> newViolations) {
        return new Problem(type, title, status, detail, instance, newViolations);
    }

    private static String typeFor(int status, String title) {
        return title.equals(phrase(status)) ? "about:blank" : TYPE_PREFIX + slug(title);
    }

    private static String slug(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static String phrase(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
