package dev.breakwater.recommendation.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the model recommended.
 *
 * @param items the best first
 * @param at when it did
 */
public record Remembered(List<String> items, Instant at) {

    /** Whole seconds since; 0 where the clock of another machine, or one set back, says that it is yet to come. */
    public long ageSeconds(Instant now) {
        return Math.max(0, Duration.between(at, now).toSeconds());
    }
}
