package dev.breakwater.drill.report;

import dev.breakwater.drill.run.DrillResult;
import dev.breakwater.drill.run.Figures;
import dev.breakwater.drill.run.Phase;
import dev.breakwater.drill.run.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Both runs over time, as an SVG that takes its colours from the page. */
final class Chart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 240;
    private static final int LEFT = 60;
    private static final int TOP = 24;
    private static final int BOTTOM = 210;
    private static final int RIGHT = WIDTH - 10;

    private final String title;
    private final Timeline without;
    private final Timeline with;
    private final Map<Double, String> grid;
    private final ToDoubleFunction<Figures> height;
    private final int seconds;

    /**
     * @param grid lines across, by their height
     * @param height of a second's figures, from 0 to 1
     */
    private Chart(String title, DrillResult result, Map<Double, String> grid, ToDoubleFunction<Figures> height) {
        this.title = title;
        this.without = result.compared().timeline();
        this.with = result.guarded().timeline();
        this.grid = new TreeMap<>(grid);
        this.height = height;
        this.seconds = Math.max(without.seconds().size(), with.seconds().size());
    }

    static Chart good(DrillResult result) {
        return new Chart(
                "Good checkouts over time", result, Map.of(0d, "0 %", 0.5, "50 %", 1d, "100 %"), Figures::goodShare);
    }

    static Chart p99(DrillResult result) {
        return new Chart(
                "99th percentile of the latency over time, on a logarithmic scale",
                result,
                Map.of(
                        onLogScale(1), "1 ms",
                        onLogScale(10), "10 ms",
                        onLogScale(100), "100 ms",
                        onLogScale(1_000), "1 s",
                        onLogScale(5_000), "5 s"),
                second -> onLogScale(second.p99Ms()));
    }

    String svg() {
        return String.join(
                "\n",
                "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"" + title + "\">",
                faultBand(),
                grid.entrySet().stream()
                        .map(line -> across(line.getKey(), line.getValue()))
                        .collect(Collectors.joining("\n")),
                phaseNames(),
                line("without", without),
                line("with", with),
                "</svg>");
    }

    private String faultBand() {
        double from = x(with.start(Phase.FAULT));
        return String.format(
                Locale.ROOT,
                "<rect class=\"band\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                from,
                TOP,
                x(with.start(Phase.RECOVERY)) - from,
                BOTTOM - TOP);
    }

    private static String across(double height, String label) {
        return String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                        + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                LEFT,
                RIGHT,
                y(height),
                y(height),
                LEFT - 8,
                y(height) + 4,
                label);
    }

    private String phaseNames() {
        return Stream.of(Phase.values())
                .map(phase -> String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\">%s</text>",
                        x(with.start(phase)) + 2,
                        BOTTOM + 20,
                        phase.label()))
                .collect(Collectors.joining("\n"));
    }

    /** Each second's value in the middle of its second. */
    private String line(String style, Timeline timeline) {
        List<Figures> figures = timeline.seconds();
        String points = IntStream.range(0, figures.size())
                .filter(second -> figures.get(second).offered() > 0)
                .mapToObj(second -> String.format(
                        Locale.ROOT, "%.1f,%.1f", x(second + 0.5), y(height.applyAsDouble(figures.get(second)))))
                .collect(Collectors.joining(" "));
        return "<polyline class=\"" + style + "\" points=\"" + points + "\"/>";
    }

    private double x(double second) {
        return LEFT + (RIGHT - LEFT) * second / seconds;
    }

    private static double y(double height) {
        return BOTTOM - (BOTTOM - TOP) * height;
    }

    /** From 0 for 1 ms to 1 for 5 s, the longest that anybody waits. */
    private static double onLogScale(double millis) {
        return Math.min(1, Math.max(0, Math.log10(millis) / Math.log10(5_000)));
    }
}
