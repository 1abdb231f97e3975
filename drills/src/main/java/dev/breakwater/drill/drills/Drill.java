package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.RunningSystem;
import java.util.Optional;

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

    /** The systems it is played on. */
    default Comparison comparison() {
        return Comparison.OF_PROTECTION;
    }

    /** What the verdict asks beyond what it asks of every drill. */
    default Limits limits() {
        return Limits.NONE;
    }

    /** The breaker that must open in both runs, and whose opening is timed. */
    default Optional<Breaker> breaker() {
        return Optional.empty();
    }
}
