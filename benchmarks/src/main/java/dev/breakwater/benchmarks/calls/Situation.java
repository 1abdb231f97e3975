package dev.breakwater.benchmarks.calls;

import dev.breakwater.benchmarks.library.Figures;
import java.time.Duration;

/** What a call meets. */
public enum Situation {
    /** The work answers, and at once. */
    SUCCESS,
    /** The work answers after it was begun, as everything does that crosses a network. For asynchronous work. */
    LATER,
    /** The work of every second call fails, which each breaker counts and nobody retries. */
    FAILURE,
    /** The breaker is open. */
    OPEN,
    /** All permits are taken. */
    FULL;

    /** The time limit: those who hold the permits must not lose them to it while others are measured. */
    Duration timeout() {
        return this == FULL ? Duration.ofHours(1) : Figures.TIMEOUT;
    }
}
