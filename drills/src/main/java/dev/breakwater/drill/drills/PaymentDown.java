package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import java.util.Map;

/** To its callers a dead process: they get a reset and not a byte. Its start is not part of the recovery that is measured. */
final class PaymentDown implements Drill {
    private static final ChaosFault FAULT = new ChaosFault(Service.PAYMENT, "payment-down", Map.of("type", "reset"));

    @Override
    public String name() {
        return "payment-down";
    }

    @Override
    public String story() {
        return "payment-service resets every connection without an answer";
    }

    @Override
    public void begin(RunningSystem system) {
        FAULT.begin(system);
    }

    @Override
    public void end(RunningSystem system) {
        FAULT.end(system);
    }

    @Override
    public Edge edge() {
        return new HttpEdge(Service.PAYMENT, "POST");
    }
}
