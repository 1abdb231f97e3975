package dev.breakwater.drill.report;

import dev.breakwater.drill.run.DrillResult;
import dev.breakwater.drill.run.Figures;
import dev.breakwater.drill.run.RunFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The table of a result as texts: one row a phase, then one for each kind of bystander while the fault lasted. */
final class Cells {
    private Cells() {}

    static List<String> heads(DrillResult result) {
        return List.of(
                "", compared(result) + ": good", "degraded", "p99", guarded(result) + ": good", "degraded", "p99");
    }

    static List<List<String>> rows(DrillResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (String phase : result.guarded().phases().keySet()) {
            rows.add(row(result, phase, run -> run.phases().get(phase).checkouts()));
        }
        for (String route : result.guarded().fault().byRoute().keySet()) {
            rows.add(row(result, "fault, " + route, run -> run.fault().byRoute().get(route)));
        }
        return rows;
    }

    /** What the table has no room for. */
    static List<String> notes(DrillResult result) {
        List<String> notes = new ArrayList<>();
        notes.add(note("undegraded after", result, run -> seconds(run.recoverySeconds())));
        notes.add(note("calls downstream per checkout", result, run -> "" + run.downstreamCallsPerCheckout()));
        if (result.drill().breaker().isPresent()) {
            notes.add(note("breaker open after", result, run -> seconds(run.openedSeconds())));
        }
        return notes;
    }

    private static String note(String what, DrillResult result, Function<RunFigures, String> figure) {
        return what + ": " + compared(result) + " " + figure.apply(result.compared()) + ", " + guarded(result) + " "
                + figure.apply(result.guarded());
    }

    static String compared(DrillResult result) {
        return result.drill().comparison().compared().title();
    }

    static String guarded(DrillResult result) {
        return result.drill().comparison().guarded().title();
    }

    private static List<String> row(DrillResult result, String head, Function<RunFigures, Figures> figures) {
        List<String> row = new ArrayList<>(List.of(head));
        row.addAll(cells(figures.apply(result.compared())));
        row.addAll(cells(figures.apply(result.guarded())));
        return row;
    }

    private static List<String> cells(Figures figures) {
        return figures.offered() == 0
                ? List.of("–", "–", "–")
                : List.of(percent(figures.goodShare()), percent(figures.degradedShare()), millis(figures.p99Ms()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1_000) / 10); // 100.0 is all of them
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    private static String seconds(Double seconds) {
        return seconds == null ? "never" : seconds + " s";
    }
}
