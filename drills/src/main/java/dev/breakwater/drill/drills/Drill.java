package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.RunningSystem;

/** One way to break the system, and to mend it. A drill has no state: it is played on one system after another. */
public interface Drill {

    /** As on the command line. */
    String name();

    /** What happens, in half a sentence. */
    String story();

    /** Breaks it; it is broken when this returns. */
    void begin(RunningSystem system);

    /** Mends it; nothing of ours is in the way any more when this returns. */
    void end(RunningSystem system);

    /** Where attempts at what is broken are counted. */
    Edge edge();

    /** Whether the system without protection must be seen to collapse: good checkouts at most one in ten. */
    default boolean collapses() {
        return false;
    }
}
