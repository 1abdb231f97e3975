package dev.breakwater.resilience.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.breakwater.resilience.Script;
import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.Way;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Way.class)
class AttemptTimeoutTest {
    private static final List<LayerKind> ONE_ATTEMPT =
            List.of(LayerKind.BULKHEAD, LayerKind.BREAKER, LayerKind.TIMEOUT);

    private final Way way;
    private final Trial trial = new Trial();

    AttemptTimeoutTest(Way way) {
        this.way = way;
    }

    private Pipeline define(List<LayerKind> order) {
        return trial.define(
                "fraud",
                PolicyConfig.DEFAULTS.withTimeout(Duration.ofMillis(200)).withOrder(order));
    }

    @Test
    void cancelsTheWorkWhenItsTimeIsUpAndSaysSo() {
        Script hanging = Script.answers(10_000, "too late");

        assertThat(way.failure(trial, define(ONE_ATTEMPT), hanging))
                .asInstanceOf(type(AttemptTimeoutException.class))
                .satisfies(timeout -> {
                    assertThat(timeout).hasMessage("'fraud' did not answer within 200 ms");
                    assertThat(timeout.policy()).isEqualTo("fraud");
                    assertThat(timeout.isCutByCaller()).isFalse();
                });
        assertThat(hanging.cut()).isOne();
        assertThat(trial.told())
                .containsExactly(
                        "attempt 1: TRANSIENT (timed out) after 200 ms", "call: TRANSIENT after 200 ms, attempts: 1");
        assertThat(Thread.interrupted()).as("the interrupt is taken back").isFalse();
    }

    @Test
    void leavesAloneWhatAnswersInTime() throws Exception {
        Script script = Script.answers(199, "scored");

        assertThat(way.call(trial, define(ONE_ATTEMPT), script, true)).isEqualTo("scored");
        assertThat(script.cut()).isZero();
    }

    @Test
    void givesEachAttemptItsOwnTime() throws Exception {
        Script script = Script.answers(10_000, "too late").thenAnswers(199, "scored");

        assertThat(way.call(trial, define(LayerKind.DEFAULT_ORDER), script, true))
                .isEqualTo("scored");
        assertThat(trial.told())
                .containsExactly(
                        "attempt 1: TRANSIENT (timed out) after 200 ms",
                        "again in 100 ms",
                        "attempt 2: SUCCESS after 199 ms",
                        "call: SUCCESS after 499 ms, attempts: 2");
    }

    @Test
    void countsAgainstTheDependency() {
        Pipeline pipeline = define(ONE_ATTEMPT);
        for (int i = 0; i < 5; i++) {
            way.failure(trial, pipeline, Script.answers(10_000, "too late"));
        }
        assertThat(pipeline.breaker().state()).isEqualTo(State.OPEN);
    }

    @Test
    void withoutTheLayerNothingIsCut() throws Exception {
        Pipeline pipeline = define(List.of(LayerKind.BULKHEAD, LayerKind.BREAKER, LayerKind.RETRY));

        assertThat(way.call(trial, pipeline, Script.answers(10_000, "late"), true))
                .isEqualTo("late");
    }

    @Test
    void isNotPartOfAPolicyWithoutLayers() throws Exception {
        assertThat(way.call(trial, define(List.of()), Script.answers(10_000, "late"), true))
                .isEqualTo("late");
    }
}
