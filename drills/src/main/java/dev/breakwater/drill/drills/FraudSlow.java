package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import java.util.Map;

/** The story of this system: fraud's database is ill, and the checkout is down. */
final class FraudSlow implements Drill {
    private static final ChaosFault FAULT =
            new ChaosFault(Service.FRAUD, "fraud-slow", Map.of("type", "latency", "latencyMs", 2_000));

    @Override
    public String name() {
        return "fraud-slow";
    }

    @Override
    public String story() {
        return "fraud-service takes 2 s longer for every assessment";
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
