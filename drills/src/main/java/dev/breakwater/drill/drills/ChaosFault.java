package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.Instance;
import dev.breakwater.drill.launch.RunningSystem;
import java.util.Map;

/**
 * A fault of the chaos module.
 *
 * @param instance which has the fault
 * @param name of the fault
 * @param settings as {@code PUT /chaos/faults/NAME} takes them
 */
record ChaosFault(Instance instance, String name, Map<String, ?> settings) {

    void begin(RunningSystem system) {
        system.management(instance).put("/chaos/faults/" + name, settings);
    }

    void end(RunningSystem system) {
        system.management(instance).delete("/chaos/faults/" + name);
    }
}
