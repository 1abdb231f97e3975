package dev.breakwater.drill.launch;

import java.util.List;
import java.util.stream.Stream;

/** The metrics of one service at one moment, in Prometheus' text format. */
public final class Metrics {
    private final List<String> lines;

    private Metrics(List<String> lines) {
        this.lines = lines;
    }

    static Metrics parse(String text) {
        return new Metrics(text.lines().filter(line -> !line.startsWith("#")).toList());
    }

    /**
     * The sum over all series of a name that have all these labels.
     *
     * @param labels each as {@code method="POST"}
     */
    public double sum(String name, String... labels) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Stream.of(labels).allMatch(label -> hasLabel(line, label)))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static boolean hasLabel(String line, String label) {
        return line.contains("{" + label) || line.contains("," + label);
    }
}
