package dev.breakwater.drill.report;

import dev.breakwater.drill.run.DrillResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The result as a table in Markdown, which reads well in a terminal too, and what else there is to say. */
public final class TableReport {
    private TableReport() {}

    /** Lines of text. */
    public static List<String> of(DrillResult result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Cells.heads(result));
        rows.addAll(Cells.rows(result));
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> width(rows, column))
                .toList();
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row, widths)));
        lines.add(1, rule(widths));
        lines.add("");
        lines.addAll(Cells.notes(result));
        return lines;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> String.format("%" + (i == 0 ? "-" : "") + widths.get(i) + "s", row.get(i)))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String rule(List<Integer> widths) {
        return IntStream.range(0, widths.size())
                .mapToObj(i -> (i == 0 ? ":" : "-") + "-".repeat(widths.get(i)) + (i == 0 ? "-" : ":"))
                .collect(Collectors.joining("|", "|", "|"));
    }
}
