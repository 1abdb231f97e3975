package dev.breakwater.benchmarks.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that was measured, by trial and round. */
public final class Measurements {
    private final Map<Trial, List<Measured>> byTrial = new LinkedHashMap<>();

    /** Adds the trial's next round. */
    public void add(Trial trial, Measured measured) {
        byTrial.computeIfAbsent(trial, none -> new ArrayList<>()).add(measured);
    }

    /** What was measured, in the order it was. */
    public Iterable<Trial> trials() {
        return byTrial.keySet();
    }

    boolean has(Trial trial) {
        return byTrial.containsKey(trial);
    }

    int rounds(Trial trial) {
        return byTrial.get(trial).size();
    }

    Measured of(Trial trial, int round) {
        return byTrial.get(trial).get(round);
    }

    /** The time of one call, in the middle of all rounds. */
    public double nanos(Trial trial) {
        return Median.of(
                byTrial.get(trial).stream().mapToDouble(Measured::nanos).toArray());
    }

    /** What one call allocates, in the middle of all rounds. */
    public double bytes(Trial trial) {
        return Median.of(
                byTrial.get(trial).stream().mapToDouble(Measured::bytes).toArray());
    }
}
