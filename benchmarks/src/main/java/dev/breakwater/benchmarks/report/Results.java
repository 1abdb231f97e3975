package dev.breakwater.benchmarks.report;

import dev.breakwater.benchmarks.checkout.Overhead;
import dev.breakwater.benchmarks.checkout.Pair;
import dev.breakwater.benchmarks.run.Comparison;
import dev.breakwater.benchmarks.run.Jmh;
import dev.breakwater.benchmarks.run.Measurements;
import dev.breakwater.benchmarks.run.Trial;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that came out. */
public final class Results {
    private final Measurements measurements;
    private final Overhead overhead;
    private final Map<Target, Double> figures = new EnumMap<>(Target.class);

    public Results(Measurements measurements, Overhead overhead) {
        this.measurements = measurements;
        this.overhead = overhead;
        Map<String, Comparison> comparisons = byName(Comparison.all(false));
        for (Target target :
                List.of(Target.SYNC_SOLO, Target.SYNC_CONTENDED, Target.UNI, Target.REJECT_OPEN, Target.REJECT_FULL)) {
            figures.put(target, comparisons.get(target.key()).ratio(measurements));
        }
        figures.put(Target.THROUGHPUT, overhead.throughput());
        figures.put(Target.P99, overhead.p99());
        figures.put(Target.BYTES_SYNC, comparisons.get("syncSolo").bytes(measurements));
        figures.put(Target.BYTES_UNI, comparisons.get("uni").bytes(measurements));
    }

    private static Map<String, Comparison> byName(List<Comparison> comparisons) {
        Map<String, Comparison> byName = new LinkedHashMap<>();
        comparisons.forEach(comparison -> byName.put(comparison.name(), comparison));
        return byName;
    }

    /** A table in Markdown, which reads well in a terminal too. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(row("figure", "measured", "target", ""));
        lines.add("|:" + "-".repeat(51) + "|" + "-".repeat(9) + ":|" + "-".repeat(8) + ":|:" + "-".repeat(16) + "|");
        figures.forEach((target, figure) -> lines.add(
                row(target.text(), target.number(target.rounded(figure)), target.limitText(), target.verdict(figure))));
        // Only paid checkouts have a latency here: many that were not paid at once would make a system look quick.
        lines.add("checkouts not paid at once: " + overhead.notPaid(Pair::withProtection) + " protected, "
                + overhead.notPaid(Pair::without) + " unprotected");
        return lines;
    }

    private static String row(String figure, String measured, String target, String verdict) {
        return String.format("| %-50s | %8s | %7s | %-15s |", figure, measured, target, verdict);
    }

    /** What {@code --json} holds. */
    public Map<String, Object> json() {
        Map<String, Object> ratios = new LinkedHashMap<>();
        Map<String, Object> bytes = new LinkedHashMap<>();
        figures.forEach(
                (target, figure) -> (target.isBytes() ? bytes : ratios).put(target.key(), target.rounded(figure)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        json.put("cpu", Cpu.describe());
        json.put("ratios", ratios);
        json.put("bytesPerOp", bytes);
        json.put("raw", raw());
        return json;
    }

    private Map<String, Object> raw() {
        Map<String, Object> metered = new LinkedHashMap<>();
        for (Comparison comparison : Comparison.all(true)) {
            if (comparison.isMeasured(measurements)) {
                metered.put(comparison.name(), Target.SYNC_SOLO.rounded(comparison.ratio(measurements)));
            }
        }
        Map<String, Object> calls = new LinkedHashMap<>();
        for (Trial trial : measurements.trials()) {
            calls.put(
                    trial.name(),
                    Map.of("nanos", tenths(measurements.nanos(trial)), "bytes", tenths(measurements.bytes(trial))));
        }
        Map<String, Object> raw = new LinkedHashMap<>();
        raw.put("jvmArguments", Jmh.JVM_ARGUMENTS);
        raw.put("ratiosWithMetrics", metered);
        raw.put("calls", calls);
        raw.put("checkouts", overhead.pairs());
        return raw;
    }

    private static double tenths(double value) {
        return Math.rint(value * 10) / 10;
    }
}
