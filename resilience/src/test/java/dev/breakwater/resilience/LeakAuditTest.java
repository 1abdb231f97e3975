package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.policy.PolicyTimer;
import org.junit.jupiter.api.Test;

/** What the audit of every other test finds. */
class LeakAuditTest {
    private final Trial trial = new Trial();
    private final Pipeline pipeline = trial.define("fraud", PolicyConfig.DEFAULTS);

    private void assertFound(int outstanding) {
        assertThat(trial.resilience.outstanding()).isEqualTo(outstanding);
        assertThatThrownBy(() -> new LeakAudit().afterEach(null)).isInstanceOf(AssertionError.class);
        new LeakAudit().afterEach(null); // and blames no other test for it
    }

    @Test
    void aPermit() {
        pipeline.bulkhead().tryAcquire();
        assertFound(1);
    }

    @Test
    void aProbe() {
        for (int i = 0; i < 5; i++) {
            pipeline.breaker().release(pipeline.breaker().tryAcquire(), Outcome.TRANSIENT, 0);
        }
        trial.time.advance(pipeline.config().breaker().open().toNanos());
        pipeline.breaker().tryAcquire();
        assertFound(1);
    }

    @Test
    void aTimer() {
        PolicyTimer forgotten = new PolicyTimer() {
            @Override
            protected void fire() {}

            @Override
            protected Pipeline pipeline() {
                return pipeline;
            }
        };
        trial.time.schedule(forgotten, 1);
        assertFound(1);
    }
}
