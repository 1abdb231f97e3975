package dev.breakwater.problem;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Thrown, or failed with, to answer a problem. It is an answer and no defect, so it has no stack trace and is not
 * logged.
 */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /** Answers this problem. */
    public ProblemException(Problem problem) {
        super(problem.detail() == null ? problem.title() : problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** Answers a problem that the status explains. */
    public ProblemException(int status, String detail) {
        this(Problem.of(status, detail));
    }

    /** Answers a problem of its own kind; see {@link Problem#of(int, String, String)}. */
    public ProblemException(int status, String title, String detail) {
        this(Problem.of(status, title, detail));
    }

    /** Adds a header to the answer. */
    public ProblemException withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Adds {@code Retry-After}, in whole seconds, rounded up, so that nobody comes back too early. */
    public ProblemException retryAfter(Duration wait) {
        return withHeader(
                "Retry-After",
                Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds())));
    }

    /** The answer's body. */
    public Problem problem() {
        return problem;
    }

    /** The answer's additional headers, in the order they were added. */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }
}
