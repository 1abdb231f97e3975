package dev.breakwater.drill.traffic;

import java.time.Duration;

/**
 * One request that was due, and what became of it.
 *
 * @param route what was asked
 * @param dueNanos when it was due, since the traffic began
 * @param lateNanos how much later it was sent
 * @param latencyNanos from when it was due until its end
 * @param outcome how it ended
 */
public record Sample(Route route, long dueNanos, long lateNanos, long latencyNanos, Outcome outcome) {
    /** A customer who waits longer is not served well, whatever the answer. */
    public static final Duration GOOD_WITHIN = Duration.ofSeconds(2);

    /** Answered with a 2xx in time. */
    public boolean isGood() {
        return outcome.isSuccess() && latencyNanos <= GOOD_WITHIN.toNanos();
    }

    /** Good, and saying that something was missing. */
    public boolean isDegraded() {
        return isGood() && outcome.isDegraded();
    }

    /** Good, with everything. */
    public boolean isWhole() {
        return isGood() && !outcome.isDegraded();
    }
}
