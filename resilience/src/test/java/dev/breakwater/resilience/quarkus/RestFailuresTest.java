package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Failure;
import dev.breakwater.resilience.Outcome;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RestFailuresTest {
    private final RestFailures failures = new RestFailures(InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z")));

    private Failure of(int status, String... headers) {
        Response.ResponseBuilder answer = Response.status(status);
        for (int i = 0; i < headers.length; i += 2) {
            answer.header(headers[i], headers[i + 1]);
        }
        return failures.classify(new WebApplicationException(answer.build()));
    }

    @Test
    void answersArePlacedByTheirStatus() {
        assertThat(of(400).outcome()).isEqualTo(Outcome.REFUSAL);
        assertThat(of(404).outcome()).isEqualTo(Outcome.REFUSAL);
        assertThat(of(409).outcome()).isEqualTo(Outcome.REFUSAL);
        assertThat(of(429).outcome()).isEqualTo(Outcome.OVERLOAD);
        assertThat(of(500).outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(of(503).outcome()).isEqualTo(Outcome.OVERLOAD);
        assertThat(of(504).outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(of(409, "Retry-After", "1").outcome()).isEqualTo(Outcome.IN_PROGRESS);
    }

    @Test
    void whatIsNoAnswerIsTransient() {
        assertThat(failures.classify(new ProcessingException("connection refused")))
                .isEqualTo(Failure.TRANSIENT);
    }

    @Test
    void aHintIsReadInBothItsForms() {
        assertThat(of(503, "Retry-After", "7").retryAfterNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(7));
        assertThat(of(503, "Retry-After", "Tue, 24 Nov 2026 12:00:09 GMT").retryAfterNanos())
                .isEqualTo(TimeUnit.SECONDS.toNanos(9));
        assertThat(of(503, "Retry-After", "Tue, 24 Nov 2026 11:00:00 GMT").retryAfterNanos())
                .isZero();
        assertThat(of(503, "Retry-After", "-3").retryAfterNanos()).isZero();
    }

    @Test
    void nonsenseIsNoHint() {
        assertThat(of(503, "Retry-After", "soon").retryAfterNanos()).isEqualTo(Failure.NO_HINT);
        assertThat(of(503).isRetryable()).isFalse();
        assertThat(of(503, "Retry-After", "99999999999999999999").isRetryable()).isFalse();
    }

    @Test
    void aDependencyMayForbidRetries() {
        assertThat(of(500, "X-Retry", "no").isRetryable()).isFalse();
        assertThat(of(503, "Retry-After", "1", "X-Retry", "no").isRetryable()).isFalse();
        assertThat(of(500).isRetryable()).isTrue();
    }
}
