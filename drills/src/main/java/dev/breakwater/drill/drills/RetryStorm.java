package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.Instance;
import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import java.util.Map;

/** What is left against a storm of retries where no breaker ends them: the retry budget alone. */
final class RetryStorm implements Drill {
    private static final Instance PAYMENT = Instance.first(Service.PAYMENT);
    private static final ChaosFault FAULT =
            new ChaosFault(PAYMENT, "retry-storm", Map.of("type", "error", "status", 500));
    private static final Breaker BREAKER = new Breaker(Service.ORDER, "payment");

    @Override
    public String name() {
        return "retry-storm";
    }

    @Override
    public String story() {
        return "payment-service answers every call with a 500, and an operator holds the breaker before it closed";
    }

    @Override
    public void begin(RunningSystem system) {
        BREAKER.command(system, "FORCED_CLOSED");
        FAULT.begin(system);
    }

    @Override
    public void end(RunningSystem system) {
        FAULT.end(system);
        BREAKER.command(system, "AUTO");
    }

    @Override
    public Edge edge() {
        return new HttpEdge(PAYMENT, "POST");
    }

    @Override
    public Limits limits() {
        return Limits.callsPerCheckout(1.2);
    }
}
