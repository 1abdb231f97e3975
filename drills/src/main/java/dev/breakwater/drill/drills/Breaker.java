package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import java.util.Map;

/** The breaker of a policy, as an operator sees it. */
public record Breaker(Service service, String policy) {

    /** Whether it refuses calls now. */
    public boolean isOpen(RunningSystem system) {
        return system.management(service)
                .get("/resilience/" + policy)
                .at("/breaker/state")
                .asText()
                .equals("OPEN");
    }

    /** Tells it to be in a state, until it is told otherwise. */
    void command(RunningSystem system, String state) {
        system.management(service)
                .put("/resilience/" + policy + "/breaker", Map.of("state", state, "reason", "a drill"));
    }
}
