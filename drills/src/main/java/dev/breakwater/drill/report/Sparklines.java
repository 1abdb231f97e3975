package dev.breakwater.drill.report;

import dev.breakwater.drill.run.DrillResult;
import dev.breakwater.drill.run.Figures;
import dev.breakwater.drill.run.Phase;
import dev.breakwater.drill.run.RunFigures;
import dev.breakwater.drill.run.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The result as a plot for the terminal: one character a second. */
public final class Sparklines {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    /** One bar more for each; the last is beyond what a customer waits. */
    private static final double[] P99_STEPS_MS = {10, 30, 100, 300, 1_000, 2_000, 4_000};

    private Sparklines() {}

    /** Lines of text. */
    public static List<String> of(DrillResult result) {
        List<String> lines = new ArrayList<>();
        run(Cells.compared(result), result.compared(), lines);
        run(Cells.guarded(result), result.guarded(), lines);
        lines.add("good: ▁ none … █ all; p99: ▁ up to 10 ms, 30 ms, 100 ms, 300 ms, 1 s, 2 s, 4 s, █ more");
        return lines;
    }

    private static void run(String title, RunFigures run, List<String> lines) {
        Timeline timeline = run.timeline();
        lines.add(String.format("%-13s      %s", title, phases(timeline)));
        lines.add(String.format("%-13s good %s", "", line(timeline, Sparklines::goodBar)));
        lines.add(String.format("%-13s p99  %s", "", line(timeline, Sparklines::p99Bar)));
    }

    private static String line(Timeline timeline, ToIntFunction<Figures> bar) {
        return timeline.seconds().stream()
                .map(second -> second.offered() == 0
                        ? " "
                        : BARS.substring(bar.applyAsInt(second), bar.applyAsInt(second) + 1))
                .collect(Collectors.joining());
    }

    /** Only all are a full bar, and only none is the lowest. */
    private static int goodBar(Figures second) {
        int top = BARS.length() - 1;
        return second.good() == second.offered() ? top : (int) Math.ceil(second.goodShare() * (top - 1));
    }

    private static int p99Bar(Figures second) {
        int bar = 0;
        while (bar < P99_STEPS_MS.length && second.p99Ms() > P99_STEPS_MS[bar]) {
            bar++;
        }
        return bar;
    }

    /** Each phase's name where it begins. */
    private static String phases(Timeline timeline) {
        StringBuilder ruler = new StringBuilder();
        for (Phase phase : Phase.values()) {
            int start = (int) Math.round(timeline.start(phase));
            ruler.append(" ".repeat(Math.max(0, start - ruler.length())))
                    .append("|")
                    .append(phase.label());
        }
        return ruler.toString();
    }
}
