package dev.breakwater.benchmarks.report;

import java.util.Locale;

/** A figure that is promised. */
enum Target {
    SYNC_SOLO("syncSolo", "sync success, 1 thread, of Resilience4j's time", Bound.AT_MOST, 0.5),
    SYNC_CONTENDED("syncContended", "sync success, 2 threads, of Resilience4j's time", Bound.AT_MOST, 0.25),
    UNI("uni", "Uni with timeout, of SmallRye's time", Bound.AT_MOST, 0.25),
    REJECT_OPEN("rejectOpen", "refused by an open breaker, of Resilience4j's time", Bound.AT_MOST, 0.1),
    REJECT_FULL("rejectFull", "refused by a full bulkhead, of Resilience4j's time", Bound.AT_MOST, 0.1),
    THROUGHPUT("throughput", "checkouts a second, protected of unprotected", Bound.AT_LEAST, 0.97),
    P99("p99", "p99 of a checkout, protected of unprotected", Bound.AT_MOST, 1.15),
    BYTES_SYNC("sync", "bytes a sync call", Bound.AT_MOST, 0),
    BYTES_UNI("uni", "bytes a Uni call", Bound.AT_MOST, 250);

    private enum Bound {
        AT_MOST,
        AT_LEAST
    }

    private final String key;
    private final String text;
    private final Bound bound;
    private final double limit;

    Target(String key, String text, Bound bound, double limit) {
        this.key = key;
        this.text = text;
        this.bound = bound;
        this.limit = limit;
    }

    /** Its name in the JSON. */
    String key() {
        return key;
    }

    /** What it is, for readers. */
    String text() {
        return text;
    }

    /** Whether it counts bytes; all others are ratios. */
    boolean isBytes() {
        return this == BYTES_SYNC || this == BYTES_UNI;
    }

    /** {@code ≤ 0.25}. */
    String limitText() {
        return (bound == Bound.AT_MOST ? "≤ " : "≥ ") + number(limit);
    }

    /** The figure as it is shown, and judged: what nobody sees decides nothing. */
    double rounded(double figure) {
        return isBytes() ? Math.rint(figure) : Math.rint(figure * 1000) / 1000;
    }

    /** {@code met}, or {@code missed by 0.02}. */
    String verdict(double figure) {
        double excess = bound == Bound.AT_MOST ? rounded(figure) - limit : limit - rounded(figure);
        return excess <= 0 ? "met" : "missed by " + number(excess);
    }

    String number(double figure) {
        String digits = String.format(Locale.ROOT, isBytes() ? "%.0f" : "%.3f", figure);
        return isBytes() ? digits : digits.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
