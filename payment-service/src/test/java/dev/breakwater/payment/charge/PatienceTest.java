package dev.breakwater.payment.charge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final VirtualTime time = new VirtualTime();

    @Test
    void looksSoonAtFirstAndThenLessOften() {
        assertThat(pausesOf(Duration.ofMillis(1_600)))
                .containsExactly(
                        millis(50), millis(100), millis(200), millis(400), millis(400), millis(400), millis(50));
    }

    @Test
    void looksOnceMoreAtItsVeryEnd() {
        assertThat(pausesOf(Duration.ofMillis(800)))
                .containsExactly(millis(50), millis(100), millis(200), millis(400), millis(50));
    }

    /** Mutiny cannot wait for less, and says so where nobody hears it. */
    @Test
    void neverWaitsForLessThanAMillisecond() {
        assertThat(pausesOf(Duration.ofNanos(50_000_001))).containsExactly(millis(50), millis(1));
    }

    @Test
    void isOverAtOnceWhereThereIsNoTime() {
        assertThat(new Patience(Deadline.after(0, time)).isOver()).isTrue();
    }

    /** What it says as long as it is not over, each pause waited for. */
    private List<Duration> pausesOf(Duration whole) {
        Patience patience = new Patience(Deadline.after(whole.toNanos(), time));
        List<Duration> pauses = new ArrayList<>();
        while (!patience.isOver()) {
            Duration pause = patience.nextPause();
            pauses.add(pause);
            time.advance(pause.toNanos());
        }
        return pauses;
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
