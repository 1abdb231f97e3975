package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Seeds;
import org.junit.jupiter.api.Test;

/**
 * Thousands of schedules by chance: calls, answers in time and too late, callers who leave, time that passes, steps that
 * wait, figures that change and operators who interfere, one after the other in any order. See {@link Schedule} for what
 * must hold whatever happens.
 */
class PipelineScheduleTest {

    @Test
    void keepsItsPromisesWhateverHappens() {
        int[] calls = new int[1];
        Seeds.run(1_500, seed -> {
            try (Schedule schedule = new Schedule(seed, true)) {
                calls[0] += schedule.run(80);
            }
        });
        assertThat(calls[0]).as("calls made").isPositive();
    }

    @Test
    void keepsTheNumbersOfItsFiguresWhileThoseStay() {
        int[] probes = new int[1];
        Seeds.run(1_500, seed -> {
            try (Schedule schedule = new Schedule(seed, false)) {
                schedule.run(80);
                probes[0] += schedule.probes();
            }
        });
        assertThat(probes[0]).as("probes checked").isPositive();
    }
}
