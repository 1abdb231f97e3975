package dev.breakwater.benchmarks.library;

import java.time.Duration;

/** The figures that every library gets: Breakwater's defaults, but that no breaker half-opens while it is measured. */
public final class Figures {
    /** Calls at once. */
    public static final int PERMITS = 20;
    /** Failures in a row that open a breaker. */
    public static final int FAILURES = 5;

    static final Duration OPEN = Duration.ofHours(1);
    /** What asynchronous work may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(3);

    static final int ATTEMPTS = 3;
    static final Duration BASE = Duration.ofMillis(100);
    static final double MULTIPLIER = 2;
    static final Duration CAP = Duration.ofSeconds(2);
    static final double JITTER = 0.1;
    /** Every policy's name. */
    static final String NAME = "fraud";

    private Figures() {}
}
