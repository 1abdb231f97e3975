package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All drills there are. */
public final class Drills {
    private static final Edge ASSESSMENTS = new HttpEdge(Service.FRAUD, "POST");
    private static final Edge CHARGES = new HttpEdge(Service.PAYMENT, "POST");

    /** The story of this system: fraud's database is ill, and the checkout is down. */
    private static final Drill FRAUD_SLOW = new FaultDrill(
            "fraud-slow",
            "fraud-service takes 2 s longer for every assessment",
            new ChaosFault(Service.FRAUD, "fraud-slow", Map.of("type", "latency", "latencyMs", 2_000)),
            ASSESSMENTS,
            true);

    /** Worse than slow: no call ends by itself. */
    private static final Drill FRAUD_HANG = new FaultDrill(
            "fraud-hang",
            "fraud-service takes every assessment and answers none",
            new ChaosFault(Service.FRAUD, "fraud-hang", Map.of("type", "hang")),
            ASSESSMENTS,
            true);

    /** Half of the calls fail at once: what retries are for, until there are too many. */
    private static final Drill FRAUD_ERRORS = new FaultDrill(
            "fraud-errors",
            "fraud-service answers every second assessment with a 500",
            new ChaosFault(Service.FRAUD, "fraud-errors", Map.of("type", "error", "rate", 0.5)),
            ASSESSMENTS,
            false);

    /** To its callers a dead process: a reset and not a byte. Its start is not part of the recovery that is measured. */
    private static final Drill PAYMENT_DOWN = new FaultDrill(
            "payment-down",
            "payment-service resets every connection without an answer",
            new ChaosFault(Service.PAYMENT, "payment-down", Map.of("type", "reset")),
            CHARGES,
            false);

    private static final ChaosFault MODEL_FAILS =
            new ChaosFault(Service.RECOMMENDATION, "model-down", Map.of("type", "error", "point", "model"));

    /** Nothing that a checkout needs. */
    private static final Drill MODEL_DOWN = new FaultDrill(
            "model-down", "the recommendation model fails every call", MODEL_FAILS, new PointEdge(MODEL_FAILS), false);

    private static final List<Drill> ALL =
            List.of(FRAUD_SLOW, FRAUD_HANG, FRAUD_ERRORS, PAYMENT_DOWN, MODEL_DOWN, new ChaosMix());

    private Drills() {}

    /** In the order in which somebody new should play them. */
    public static List<Drill> all() {
        return ALL;
    }

    /** The drill of a name. */
    public static Optional<Drill> named(String name) {
        return ALL.stream().filter(drill -> drill.name().equals(name)).findFirst();
    }
}
