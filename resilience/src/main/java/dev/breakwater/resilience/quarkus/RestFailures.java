package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Failure;
import dev.breakwater.resilience.FailureClassifier;
import dev.breakwater.resilience.Outcome;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Places what REST clients throw: an answer by its status, anything else (no connection, connection lost, unreadable
 * answer) as transient. {@code X-Retry: no} in an answer is the dependency's word that it wants no retry.
 */
final class RestFailures implements FailureClassifier {
    private static final String PUSHBACK = "X-Retry";

    private final InstantSource clock;

    RestFailures(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Failure classify(Throwable failure) {
        return failure instanceof WebApplicationException answer
                ? classify(answer.getResponse())
                : failure instanceof IllegalArgumentException ? Failure.REFUSAL : Failure.TRANSIENT;
    }

    private Failure classify(Response answer) {
        int status = answer.getStatus();
        long retryAfter = retryAfterNanos(answer.getHeaderString(HttpHeaders.RETRY_AFTER));
        boolean forbidden = "no".equalsIgnoreCase(answer.getHeaderString(PUSHBACK));
        if (status == 429 || status == 503) {
            return new Failure(Outcome.OVERLOAD, retryAfter, forbidden);
        }
        if (status == 409 && retryAfter != Failure.NO_HINT) {
            return new Failure(Outcome.IN_PROGRESS, retryAfter, forbidden);
        }
        return status >= 500 ? new Failure(Outcome.TRANSIENT, Failure.NO_HINT, forbidden) : Failure.REFUSAL;
    }

    /** {@code Retry-After} in either of its forms (RFC 9110, 10.2.3); no hint where it is neither. */
    private long retryAfterNanos(@Nullable String header) {
        if (header == null) {
            return Failure.NO_HINT;
        }
        try {
            return TimeUnit.SECONDS.toNanos(Math.max(0, Long.parseLong(header.strip())));
        } catch (NumberFormatException noNumber) {
            return nanosUntil(header.strip());
        }
    }

    private long nanosUntil(String date) {
        try {
            Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), then);
            return wait.isNegative() ? 0 : wait.toNanos();
        } catch (DateTimeException | ArithmeticException e) {
            return Failure.NO_HINT;
        }
    }
}
