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
    static final List<String> HEADS =
            List.of("", "unprotected: good", "degraded", "p99", "protected: good", "degraded", "p99");

    private Cells() {}

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
        return List.of(
                "undegraded after: unprotected " + seconds(result.unprotected()) + ", protected "
                        + seconds(result.guarded()),
                "calls downstream per checkout: unprotected "
                        + result.unprotected().downstreamCallsPerCheckout() + ", protected "
                        + result.guarded().downstreamCallsPerCheckout());
    }

    private static List<String> row(DrillResult result, String head, Function<RunFigures, Figures> figures) {
        List<String> row = new ArrayList<>(List.of(head));
        row.addAll(cells(figures.apply(result.unprotected())));
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

    private static String seconds(RunFigures run) {
        return run.recoverySeconds() == null ? "never" : run.recoverySeconds() + " s";
    }
}
