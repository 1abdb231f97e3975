package dev.breakwater.drill.run;

import java.util.Locale;

/** The parts of a run. The first is not measured. */
public enum Phase {
    WARM_UP,
    STEADY,
    FAULT,
    RECOVERY;

    /** As in reports: {@code steady}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
