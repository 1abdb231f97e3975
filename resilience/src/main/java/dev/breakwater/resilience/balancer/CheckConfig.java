package dev.breakwater.resilience.balancer;

import java.time.Duration;

/**
 * How often instances are asked whether they are well, and what takes one out of rotation. Immutable; the constructor
 * refuses figures out of range.
 *
 * @param interval from one check to the next; at least 1 ms, at most 1 h, default 1 s
 * @param timeout after which no answer is a bad one; at least 1 ms, at most the interval, default 500 ms
 * @param badChecks bad checks in a row that take an instance out; at least 1, default 1: with the timeout it is out
 *     within two intervals
 * @param goodChecks good checks in a row that bring it back; at least 1, default 2
 */
public record CheckConfig(Duration interval, Duration timeout, int badChecks, int goodChecks) {
    private static final Duration SHORTEST = Duration.ofMillis(1); // what timers of platforms can wait

    public static final CheckConfig DEFAULTS = new CheckConfig(Duration.ofSeconds(1), Duration.ofMillis(500), 1, 2);

    public CheckConfig {
        require(
                interval.compareTo(SHORTEST) >= 0 && interval.compareTo(Duration.ofHours(1)) <= 0,
                "interval",
                interval,
                "at least 1 ms, at most 1 h");
        require(
                timeout.compareTo(SHORTEST) >= 0 && timeout.compareTo(interval) <= 0,
                "timeout",
                timeout,
                "at least 1 ms and at most the interval, " + interval);
        require(badChecks >= 1, "bad-checks", badChecks, "at least 1");
        require(goodChecks >= 1, "good-checks", goodChecks, "at least 1");
    }

    private static void require(boolean holds, String property, Object value, String limit) {
        if (!holds) {
            throw new IllegalArgumentException("health." + property + " is " + value + "; it must be " + limit);
        }
    }
}
