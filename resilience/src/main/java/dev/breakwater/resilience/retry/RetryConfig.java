package dev.breakwater.resilience.retry;

import java.time.Duration;

/**
 * How often and when a call is tried again. Immutable; the constructor refuses figures out of range.
 *
 * @param maxAttempts attempts in all, the first included; 1 to 100, default 3
 * @param base wait before the first retry; default 100 ms
 * @param multiplier factor from one wait to the next; 1 to 100, default 2
 * @param cap longest wait before jitter; at least base, default 2 s
 * @param jitter with additive jitter, the largest share of the wait that chance adds to it; 0 to 1, default 0.1
 * @param jitterMode how chance enters; default {@code ADDITIVE}
 * @param budgetRatio retries allowed as a share of calls; 0 to 1, default 0.15
 * @param budgetPerSecond retries allowed however few the calls; 0 to 1,000, default 1
 */
public record RetryConfig(
        int maxAttempts,
        Duration base,
        double multiplier,
        Duration cap,
        double jitter,
        JitterMode jitterMode,
        double budgetRatio,
        double budgetPerSecond) {

    /** How chance enters the wait. */
    public enum JitterMode {
        /** Adds up to {@code jitter} of the wait. */
        ADDITIVE,
        /** Anything from nothing to the whole wait. */
        FULL
    }

    public static final RetryConfig DEFAULTS =
            new RetryConfig(3, Duration.ofMillis(100), 2, Duration.ofSeconds(2), 0.1, JitterMode.ADDITIVE, 0.15, 1);

    public RetryConfig {
        require(maxAttempts >= 1 && maxAttempts <= 100, "max-attempts", maxAttempts, "1 to 100");
        require(!base.isNegative(), "base", base, "0 or more");
        require(multiplier >= 1 && multiplier <= 100, "multiplier", multiplier, "1 to 100");
        require(
                cap.compareTo(base) >= 0 && cap.compareTo(Duration.ofDays(1)) <= 0,
                "cap",
                cap,
                "at least the base, " + base + ", and at most 1 day");
        require(jitter >= 0 && jitter <= 1, "jitter", jitter, "0 to 1");
        require(budgetRatio >= 0 && budgetRatio <= 1, "budget.ratio", budgetRatio, "0 to 1");
        require(budgetPerSecond >= 0 && budgetPerSecond <= 1000, "budget.per-second", budgetPerSecond, "0 to 1000");
    }

    private static void require(boolean holds, String property, Object value, String limit) {
        if (!holds) {
            throw new IllegalArgumentException("retry." + property + " is " + value + "; it must be " + limit);
        }
    }
}
