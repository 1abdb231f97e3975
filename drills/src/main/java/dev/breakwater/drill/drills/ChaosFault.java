package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import java.util.Map;

/**
 * A fault of a service's chaos module.
 *
 * @param service which has the fault
 * @param name of the fault
 * @param settings as {@code PUT /chaos/faults/NAME} takes them
 */
record ChaosFault(Service service, String name, Map<String, ?> settings) {

    void begin(RunningSystem system) {
        system.management(service).put("/chaos/faults/" + name, settings);
    }

    void end(RunningSystem system) {
        system.management(service).delete("/chaos/faults/" + name);
    }
}
