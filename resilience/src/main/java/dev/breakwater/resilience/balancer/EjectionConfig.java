package dev.breakwater.resilience.balancer;

import java.time.Duration;

/**
 * When an instance whose calls fail gets none for a while. Immutable; the constructor refuses figures out of range.
 *
 * @param failures consecutive failures that eject it; at least 1, default 3
 * @param base how long for the first time; the n-th time in short succession it is n times as long. Above 0, at most 1
 *     day, default 5 s
 * @param cap the longest time; at least the base, at most 1 day, default 60 s
 * @param maxShare the most instances that may be ejected at once, as a share of all; 0 to 1, default 0.5: failures that
 *     all instances have are not the instances'
 */
public record EjectionConfig(int failures, Duration base, Duration cap, double maxShare) {
    private static final Duration LONGEST = Duration.ofDays(1);

    public static final EjectionConfig DEFAULTS =
            new EjectionConfig(3, Duration.ofSeconds(5), Duration.ofSeconds(60), 0.5);

    public EjectionConfig {
        require(failures >= 1, "failures", failures, "at least 1");
        require(
                !base.isNegative() && !base.isZero() && base.compareTo(LONGEST) <= 0,
                "base",
                base,
                "above 0, at most 1 day");
        require(
                cap.compareTo(base) >= 0 && cap.compareTo(LONGEST) <= 0,
                "cap",
                cap,
                "at least the base, " + base + ", and at most 1 day");
        require(maxShare >= 0 && maxShare <= 1, "max-share", maxShare, "0 to 1");
    }

    private static void require(boolean holds, String property, Object value, String limit) {
        if (!holds) {
            throw new IllegalArgumentException("ejection." + property + " is " + value + "; it must be " + limit);
        }
    }
}
