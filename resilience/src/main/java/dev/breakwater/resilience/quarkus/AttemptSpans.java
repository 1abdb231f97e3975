package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.event.Event;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes one span for each attempt, under the span of the request it belongs to. It is made when the attempt ends, with
 * the times it had: the event is all there is, and where nobody traces nothing is kept for it.
 */
final class AttemptSpans {
    private final Tracer tracer;
    private final InstantSource clock;

    AttemptSpans(Tracer tracer, InstantSource clock) {
        this.tracer = tracer;
        this.clock = clock;
    }

    void accept(Event event) {
        if (event instanceof Event.AttemptEnded attempt) {
            Instant end = clock.instant();
            Span span = tracer.spanBuilder("attempt " + attempt.policy())
                    .setStartTimestamp(end.minusNanos(attempt.elapsedNanos()))
                    .setAttribute("resilience.policy", attempt.policy())
                    .setAttribute("resilience.attempt", attempt.number())
                    .setAttribute("resilience.outcome", attempt.outcome().name())
                    .setAttribute("resilience.timed_out", attempt.timedOut())
                    .startSpan();
            if (attempt.outcome().isFailure()) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end(end);
        }
    }
}
