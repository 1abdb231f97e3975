package dev.breakwater.drill.run;

import dev.breakwater.drill.traffic.Sample;

/** From one moment (inclusive) to another (exclusive), in nanoseconds since the traffic began. */
public record Span(long fromNanos, long toNanos) {

    boolean covers(Sample sample) {
        return sample.dueNanos() >= fromNanos && sample.dueNanos() < toNanos;
    }

    /** The span without what comes before so long after its beginning. */
    Span later(long nanos) {
        return new Span(fromNanos + nanos, toNanos);
    }
}
