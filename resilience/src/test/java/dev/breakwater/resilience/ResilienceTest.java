package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.breakwater.resilience.breaker.CircuitBreaker.Command;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.bulkhead.BulkheadConfig.Kind;
import dev.breakwater.resilience.gate.Waiter;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.policy.PolicyTimer;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.resilience.retry.RetryConfig.JitterMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** All policies together: their names, their switch, their changes, what of them is out. */
class ResilienceTest {
    private final Trial trial = new Trial();
    private final Resilience resilience = trial.resilience;

    private Pipeline define(String name, BulkheadConfig bulkhead) {
        return trial.define(name, PolicyConfig.DEFAULTS.withBulkhead(bulkhead));
    }

    @Test
    void aPolicyIsFoundByItsName() {
        Pipeline fraud = trial.define("fraud", PolicyConfig.DEFAULTS);
        Pipeline model = trial.define("model", PolicyConfig.DEFAULTS);
        assertThat(resilience.policy("fraud")).isSameAs(fraud);
        assertThat(resilience.policies()).containsEntry("model", model).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resilience.policy("payment"))
                .withMessage("there is no policy 'payment'; there are: fraud, model");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.define("fraud", PolicyConfig.DEFAULTS))
                .withMessage("there is a policy 'fraud' already");
    }

    @Test
    void switchedOffItLetsThroughWhatItWouldRefuse() throws Exception {
        Pipeline fraud = trial.define("fraud", PolicyConfig.DEFAULTS);
        fraud.breaker().command(Command.FORCED_OPEN, "test", null);
        assertThat(resilience.enabled()).isTrue();
        resilience.enable(false);
        assertThat(resilience.enabled()).isFalse();
        assertThat(fraud.call(() -> "scored")).isEqualTo("scored");
    }

    @Test
    void inPlainJavaItRunsOnTheSystemsTime() throws Exception {
        Resilience plain = Resilience.plain();
        Pipeline fraud = plain.define("fraud", PolicyConfig.DEFAULTS.withDeadline(Duration.ofMinutes(1)));
        assertThat(fraud.call(() -> plain.carrier().current().deadline().remainingNanos()))
                .isBetween(1L, Duration.ofMinutes(1).toNanos());
        assertThat(plain.outstanding()).isZero();
    }

    @Test
    void aChangeReachesEachLayer() {
        Pipeline edge = define("edge", new BulkheadConfig(10, 0, Kind.FIXED));
        Pipeline shared = define("shared", new BulkheadConfig(20, 0, Kind.FIXED, "edge", 0.5));

        edge.reconfigure(new PolicyConfig(
                Duration.ofSeconds(1),
                null,
                edge.config().order(),
                new RetryConfig(3, Duration.ZERO, 1, Duration.ZERO, 0, JitterMode.ADDITIVE, 0, 0),
                edge.config().breaker(),
                new BulkheadConfig(4, 0, Kind.FIXED)));
        shared.reconfigure(shared.config().withBulkhead(new BulkheadConfig(20, 0, Kind.FIXED, "edge", 0.25)));

        assertThat(edge.bulkhead().max()).isEqualTo(4);
        assertThat(edge.retry().budget().balance()).isZero();
        assertThat(shared.plan().gate(0).tryAcquire()).as("a quarter of four").isZero();
        assertThat(shared.plan().gate(0).tryAcquire()).as("no more").isNegative();
        shared.plan().gate(0).release(0, Outcome.SUCCESS, 0);
    }

    @Test
    void onlyTheOwnerOfALimitThatLearnsMeasuresTime() {
        Pipeline owner = define("owner", new BulkheadConfig(10, 0, Kind.VEGAS));
        Pipeline sharer = define("sharer", new BulkheadConfig(10, 0, Kind.FIXED, "owner", 0.5));
        assertThat(owner.plan().gate(0).measuresTime()).isTrue();
        assertThat(sharer.plan().gate(0).measuresTime()).isFalse();
    }

    @Test
    void whatIsOutIsCountedWhereItBelongs() {
        Pipeline fraud = define("fraud", new BulkheadConfig(1, 1, Kind.FIXED));
        Pipeline model = define("model", new BulkheadConfig(1, 1, Kind.FIXED));
        Waiter waiter = new Waiter() {
            @Override
            protected void granted() {}
        };
        PolicyTimer timer = new PolicyTimer() {
            @Override
            protected void fire() {}

            @Override
            protected Pipeline pipeline() {
                return model;
            }
        };

        fraud.bulkhead().tryAcquire();
        fraud.bulkhead().enqueue(waiter);
        trial.time.schedule(timer, 1);
        assertThat(fraud.outstanding()).as("a permit and a place").isEqualTo(2);
        assertThat(model.outstanding()).as("a timer").isEqualTo(1);
        assertThat(resilience.outstanding()).isEqualTo(3);

        waiter.abandon();
        fraud.bulkhead().release(0, Outcome.SUCCESS, 0);
        timer.cancel();
    }
}
