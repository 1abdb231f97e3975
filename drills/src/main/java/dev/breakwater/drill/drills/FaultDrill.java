package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.RunningSystem;

/**
 * A drill of one fault of one service.
 *
 * @param collapses whether the system without protection must be seen to collapse
 */
record FaultDrill(String name, String story, ChaosFault fault, Edge edge, boolean collapses) implements Drill {

    @Override
    public void begin(RunningSystem system) {
        fault.begin(system);
    }

    @Override
    public void end(RunningSystem system) {
        fault.end(system);
    }
}
