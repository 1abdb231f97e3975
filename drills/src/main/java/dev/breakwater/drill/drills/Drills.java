package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.Instance;
import dev.breakwater.drill.launch.Service;
import dev.breakwater.drill.launch.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All drills there are. */
public final class Drills {
    private static final Instance PAYMENT = Instance.first(Service.PAYMENT);
    private static final Instance FRAUD = Instance.first(Service.FRAUD);
    private static final Instance RECOMMENDATION = Instance.first(Service.RECOMMENDATION);
    private static final Edge ASSESSMENTS = new HttpEdge(FRAUD, "POST");
    private static final Edge CHARGES = new HttpEdge(PAYMENT, "POST");

    /** The story of this system: fraud's database is ill, and the checkout is down. */
    private static final Drill FRAUD_SLOW = new FaultDrill(
            "fraud-slow",
            "fraud-service takes 2 s longer for every assessment",
            new ChaosFault(FRAUD, "fraud-slow", Map.of("type", "latency", "latencyMs", 2_000)),
            ASSESSMENTS,
            Limits.COLLAPSE);

    /** Worse than slow: no call ends by itself. */
    private static final Drill FRAUD_HANG = new FaultDrill(
            "fraud-hang",
            "fraud-service takes every assessment and answers none",
            new ChaosFault(FRAUD, "fraud-hang", Map.of("type", "hang")),
            ASSESSMENTS,
            Limits.COLLAPSE);

    /** Half of the calls fail at once: what retries are for, until there are too many. */
    private static final Drill FRAUD_ERRORS = new FaultDrill(
            "fraud-errors",
            "fraud-service answers every second assessment with a 500",
            new ChaosFault(FRAUD, "fraud-errors", Map.of("type", "error", "rate", 0.5)),
            ASSESSMENTS,
            Limits.NONE);

    /** To its callers a dead process: a reset and not a byte. Its start is not part of the recovery that is measured. */
    private static final Drill PAYMENT_DOWN = new FaultDrill(
            "payment-down",
            "payment-service resets every connection without an answer",
            new ChaosFault(PAYMENT, "payment-down", Map.of("type", "reset")),
            CHARGES,
            Limits.NONE);

    private static final ChaosFault MODEL_FAILS =
            new ChaosFault(RECOMMENDATION, "model-down", Map.of("type", "error", "point", "model"));

    /** Nothing that a checkout needs. */
    private static final Drill MODEL_DOWN = new FaultDrill(
            "model-down",
            "the recommendation model fails every call",
            MODEL_FAILS,
            new PointEdge(MODEL_FAILS),
            Limits.NONE);

    private static final Instance SECOND_FRAUD = new Instance(Service.FRAUD, 2);

    /** Its health checks stay good: only the calls themselves show it, and the other instance can do the work of both. */
    private static final Drill ONE_ILL = new FaultDrill(
            "one-ill",
            "one of two instances of fraud-service takes 2 s longer for every assessment",
            new ChaosFault(SECOND_FRAUD, "one-ill", Map.of("type", "latency", "latencyMs", 2_000)),
            new HttpEdge(SECOND_FRAUD, "POST"),
            new Comparison(Variant.UNPROTECTED.withFraudInstances(2), Variant.PROTECTED.withFraudInstances(2)),
            Limits.degraded(0.02),
            Optional.empty());

    private static final Variant RETRY_OUTSIDE = Variant.PROTECTED
            .titled("retry outside")
            .with(Service.PAYMENT, Map.of("resilience.fraud.order", "retry,bulkhead,breaker,timeout"));

    /** What the place of the retry costs, where retries do not help. */
    private static final Drill ORDER = new FaultDrill(
            "order",
            "fraud-service takes 2 s longer for every assessment, with payment's retry outside its breaker and inside",
            new ChaosFault(FRAUD, "order", Map.of("type", "latency", "latencyMs", 2_000)),
            ASSESSMENTS,
            new Comparison(RETRY_OUTSIDE, Variant.PROTECTED.titled("retry inside")),
            Limits.NONE,
            Optional.of(new Breaker(Service.PAYMENT, "fraud")));

    private static final List<Drill> ALL = List.of(
            FRAUD_SLOW,
            FRAUD_HANG,
            FRAUD_ERRORS,
            PAYMENT_DOWN,
            MODEL_DOWN,
            new ChaosMix(),
            new RetryStorm(),
            ONE_ILL,
            ORDER);

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
