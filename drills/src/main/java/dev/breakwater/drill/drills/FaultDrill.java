package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.RunningSystem;
import java.util.Optional;

/** A drill of one fault of one service. */
record FaultDrill(
        String name,
        String story,
        ChaosFault fault,
        Edge edge,
        Comparison comparison,
        Limits limits,
        Optional<Breaker> breaker)
        implements Drill {

    /** The ordinary one: without protection and with it. */
    FaultDrill(String name, String story, ChaosFault fault, Edge edge, Limits limits) {
        this(name, story, fault, edge, Comparison.OF_PROTECTION, limits, Optional.empty());
    }

    @Override
    public void begin(RunningSystem system) {
        fault.begin(system);
    }

    @Override
    public void end(RunningSystem system) {
        fault.end(system);
    }
}
