package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import java.util.Map;

/** Half of the calls fail at once: what retries are for, until there are too many. */
final class FraudErrors implements Drill {
    private static final ChaosFault FAULT =
            new ChaosFault(Service.FRAUD, "fraud-errors", Map.of("type", "error", "rate", 0.5));

    @Override
    public String name() {
        return "fraud-errors";
    }

    @Override
    public String story() {
        return "fraud-service answers every second assessment with a 500";
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
}
