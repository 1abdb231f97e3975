package dev.breakwater.drill.drills;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.drill.launch.RunningSystem;

/**
 * A named point that a fault hits at every call: what it hit is what was called. Before and after the fault nothing is
 * counted.
 */
record PointEdge(ChaosFault fault) implements Edge {

    @Override
    public double attempts(RunningSystem system) {
        for (JsonNode each : system.management(fault.instance()).get("/chaos").get("faults")) {
            if (each.get("name").asText().equals(fault.name())) {
                return each.get("injected").asDouble();
            }
        }
        return 0;
    }
}
