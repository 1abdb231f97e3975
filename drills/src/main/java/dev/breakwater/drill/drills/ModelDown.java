package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import java.util.Map;

/** Nothing that a checkout needs. */
final class ModelDown implements Drill {
    private static final ChaosFault FAULT =
            new ChaosFault(Service.RECOMMENDATION, "model-down", Map.of("type", "error", "point", "model"));

    @Override
    public String name() {
        return "model-down";
    }

    @Override
    public String story() {
        return "the recommendation model fails every call";
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
        return new PointEdge(FAULT);
    }
}
