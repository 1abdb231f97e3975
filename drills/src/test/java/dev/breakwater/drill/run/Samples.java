package dev.breakwater.drill.run;

import dev.breakwater.drill.traffic.Outcome;
import dev.breakwater.drill.traffic.Route;
import dev.breakwater.drill.traffic.Sample;

/** Requests that went one way or another. */
public final class Samples {
    private static final long MS = 1_000_000;
    private static final long LATENCY_MS = 20;

    private Samples() {}

    public static Sample paid(long dueMs) {
        return checkout(dueMs, LATENCY_MS, new Outcome("PAID", true, false));
    }

    public static Sample degraded(long dueMs) {
        return checkout(dueMs, LATENCY_MS, new Outcome("PAID", true, true));
    }

    public static Sample slow(long dueMs) {
        return checkout(dueMs, 2_001, new Outcome("PAID", true, true));
    }

    public static Sample failed(long dueMs) {
        return checkout(dueMs, LATENCY_MS, new Outcome("504", false, false));
    }

    static Sample checkout(long dueMs, long latencyMs, Outcome outcome) {
        return new Sample(Route.CHECKOUT, dueMs * MS, 0, latencyMs * MS, outcome);
    }

    static Sample bystander(Route route, long dueMs) {
        return new Sample(route, dueMs * MS, 0, LATENCY_MS * MS, new Outcome("200", true, false));
    }
}
