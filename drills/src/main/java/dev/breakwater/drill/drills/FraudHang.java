package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import java.util.Map;

/** Worse than slow: no call ends by itself. */
final class FraudHang implements Drill {
    private static final ChaosFault FAULT = new ChaosFault(Service.FRAUD, "fraud-hang", Map.of("type", "hang"));

    @Override
    public String name() {
        return "fraud-hang";
    }

    @Override
    public String story() {
        return "fraud-service takes every assessment and answers none";
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
        return new HttpEdge(Service.FRAUD, "POST");
    }

    @Override
    public boolean collapses() {
        return true;
    }
}
