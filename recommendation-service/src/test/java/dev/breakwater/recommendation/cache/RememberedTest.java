package dev.breakwater.recommendation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private final Remembered remembered = new Remembered(List.of("sku-1"), THEN);

    @Test
    void ageIsInWholeSeconds() {
        assertThat(remembered.ageSeconds(THEN.plusMillis(90_999))).isEqualTo(90);
    }

    @Test
    void aClockThatWasSetBackMakesNothingYoungerThanNew() {
        assertThat(remembered.ageSeconds(THEN.minusSeconds(5))).isZero();
    }
}
