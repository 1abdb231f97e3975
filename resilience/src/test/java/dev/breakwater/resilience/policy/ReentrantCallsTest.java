package dev.breakwater.resilience.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.bulkhead.BulkheadFullException;
import org.junit.jupiter.api.Test;

/** Work that calls the very policy it runs in. */
class ReentrantCallsTest {
    private final Trial trial = new Trial();

    private Pipeline atOnce(int max) {
        return trial.define(
                "fraud", PolicyConfig.DEFAULTS.withBulkhead(new BulkheadConfig(max, 0, BulkheadConfig.Kind.FIXED)));
    }

    @Test
    void takeAPermitEach() {
        Pipeline pipeline = atOnce(2);

        assertThatExceptionOfType(BulkheadFullException.class)
                .isThrownBy(() -> pipeline.call(() -> pipeline.call(() -> pipeline.call(() -> "too deep"))));
        assertThat(trial.told())
                .containsExactly(
                        "rejected: bulkhead-full",
                        "call: REJECTED after 0 ms, attempts: 0",
                        "attempt 1: REJECTED after 0 ms",
                        "call: REJECTED after 0 ms, attempts: 1",
                        "attempt 1: REJECTED after 0 ms",
                        "call: REJECTED after 0 ms, attempts: 1");
    }
}
