package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.RunningSystem;

/** A dependency that is called, with a count of the calls: also of those that fail or have no answer yet. */
@FunctionalInterface
public interface Edge {

    /** Calls so far; two readings differ by the calls between them. */
    double attempts(RunningSystem system);
}
