package dev.breakwater.resilience.breaker;

import java.time.Duration;

/**
 * When a circuit breaker opens and for how long. Immutable; the constructor refuses figures out of range.
 *
 * @param mode consecutive failures, or a rate over a sliding window; default {@code CONSECUTIVE}
 * @param failures consecutive failures that open it; at least 1, default 5
 * @param windowType what a rate's window holds: the last calls, or the calls of the last seconds; default {@code COUNT}
 * @param window the window's size, in calls or in seconds; 1 to 10,000, default 100 calls
 * @param minimumCalls calls in the window before a rate says anything; at least 1, default 10
 * @param failureRate share of failures that opens it; above 0, at most 1, default 0.5
 * @param slowCall from which duration a call counts as slow; above 0, default 60 s
 * @param slowRate share of slow calls that opens it; above 0, at most 1, default 1 (1 with no slow call never opens)
 * @param open how long it stays open before the first probe; above 0, default 30 s
 * @param lease how long a probe may take before its place is given to another; above 0, default 60 s
 */
public record BreakerConfig(
        Mode mode,
        int failures,
        WindowType windowType,
        int window,
        int minimumCalls,
        double failureRate,
        Duration slowCall,
        double slowRate,
        Duration open,
        Duration lease) {

    /** What opens the breaker. */
    public enum Mode {
        CONSECUTIVE,
        RATE
    }

    /** What a rate's window holds. */
    public enum WindowType {
        COUNT,
        TIME
    }

    public static final BreakerConfig DEFAULTS = new BreakerConfig(
            Mode.CONSECUTIVE,
            5,
            WindowType.COUNT,
            100,
            10,
            0.5,
            Duration.ofSeconds(60),
            1.0,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60));

    public BreakerConfig {
        require(failures >= 1, "failures", failures, "at least 1");
        require(window >= 1 && window <= 10_000, "window", window, "1 to 10000");
        require(minimumCalls >= 1, "minimum-calls", minimumCalls, "at least 1");
        require(
                windowType == WindowType.TIME || minimumCalls <= window,
                "minimum-calls",
                minimumCalls,
                "at most the window's size, " + window);
        require(failureRate > 0 && failureRate <= 1, "failure-rate", failureRate, "above 0 and at most 1");
        require(slowRate > 0 && slowRate <= 1, "slow-rate", slowRate, "above 0 and at most 1");
        require(isPositive(slowCall), "slow-call", slowCall, "above 0 and at most 1 day");
        require(isPositive(open), "open", open, "above 0 and at most 1 day");
        require(isPositive(lease), "lease", lease, "above 0 and at most 1 day");
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero() && duration.compareTo(Duration.ofDays(1)) <= 0;
    }

    private static void require(boolean holds, String property, Object value, String limit) {
        if (!holds) {
            throw new IllegalArgumentException("breaker." + property + " is " + value + "; it must be " + limit);
        }
    }
}
