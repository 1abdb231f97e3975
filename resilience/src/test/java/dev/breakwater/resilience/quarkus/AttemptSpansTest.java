package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.event.Event;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AttemptSpansTest {
    @RegisterExtension
    final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private List<SpanData> spansOf(Event... events) {
        AttemptSpans spans = new AttemptSpans(telemetry.getOpenTelemetry().getTracer("test"), InstantSource.fixed(NOW));
        for (Event event : events) {
            spans.accept(event);
        }
        return telemetry.getSpans();
    }

    @Test
    void eachAttemptIsASpanOfTheLengthItHad() {
        SpanData span = spansOf(new Event.AttemptEnded("fraud", 2, Outcome.TRANSIENT, true, 200_000_000))
                .get(0);
        assertThat(span.getName()).isEqualTo("attempt fraud");
        assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isEqualTo(200_000_000);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(AttributeKey.longKey("resilience.attempt")))
                .isEqualTo(2);
        assertThat(span.getAttributes().get(AttributeKey.booleanKey("resilience.timed_out")))
                .isTrue();
    }

    @Test
    void itStandsUnderTheRequestsSpan() {
        Span request = telemetry
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("POST /checkout")
                .startSpan();
        try (Scope scope = request.makeCurrent()) {
            spansOf(new Event.AttemptEnded("fraud", 1, Outcome.SUCCESS, false, 1));
        }
        request.end();
        assertThat(telemetry.getSpans())
                .filteredOn(span -> span.getName().equals("attempt fraud"))
                .singleElement()
                .extracting(SpanData::getParentSpanId)
                .isEqualTo(request.getSpanContext().getSpanId());
    }

    @Test
    void aRefusalIsNoError() {
        assertThat(spansOf(new Event.AttemptEnded("fraud", 1, Outcome.REFUSAL, false, 1))
                        .get(0)
                        .getStatus()
                        .getStatusCode())
                .isEqualTo(StatusCode.UNSET);
    }

    @Test
    void otherEventsMakeNoSpans() {
        assertThat(spansOf(
                        new Event.RetryScheduled("fraud", 1, 1), new Event.CallEnded("fraud", Outcome.SUCCESS, 1, 1)))
                .isEmpty();
    }
}
