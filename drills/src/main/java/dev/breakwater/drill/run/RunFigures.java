package dev.breakwater.drill.run;

import java.util.List;
import java.util.Map;

/**
 * What one run of a drill gave.
 *
 * @param phases by name: {@code steady}, {@code fault}, {@code recovery}
 * @param recoverySeconds from the removal of the fault until checkouts were whole again; null where they never were
 * @param downstreamCallsPerCheckout attempts on the faulted edge, for each checkout offered in the fault phase
 * @param openedSeconds from the fault until the drill's breaker opened; null where it has none, or that did not open
 * @param timeline second by second, for the plot
 * @param remarks on the measurement itself
 */
public record RunFigures(
        Map<String, PhaseFigures> phases,
        Double recoverySeconds,
        double downstreamCallsPerCheckout,
        Double openedSeconds,
        Timeline timeline,
        List<String> remarks) {

    /** The fault phase. */
    public PhaseFigures fault() {
        return phases.get(Phase.FAULT.label());
    }
}
