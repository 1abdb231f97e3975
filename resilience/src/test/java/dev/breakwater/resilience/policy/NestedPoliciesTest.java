package dev.breakwater.resilience.policy;

import static dev.breakwater.resilience.Trial.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.breakwater.resilience.Script;
import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.Way;
import dev.breakwater.resilience.breaker.CircuitBreaker.Command;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Work that itself calls another dependency through a policy. */
@ParameterizedClass
@EnumSource(Way.class)
class NestedPoliciesTest {
    private final Way way;
    private final Trial trial = new Trial();
    private final Pipeline outer = trial.define("checkout", PolicyConfig.DEFAULTS.withTimeout(Duration.ofMillis(200)));
    private final Pipeline inner = trial.define("fraud", PolicyConfig.DEFAULTS);

    NestedPoliciesTest(Way way) {
        this.way = way;
    }

    @AfterEach
    void noAttemptIsCurrent() {
        trial.resilience.carrier().set(null);
    }

    private Throwable failure(Script script) {
        return catchThrowable(() -> way.callNested(trial, outer, inner, script));
    }

    @Nested
    class WhereTheOuterTimeIsUp {
        @Test
        void isTheOuterPolicysTimeoutAndNotTheInnerDependencysFault() {
            assertThat(failure(Script.answers(10_000, "too late")))
                    .asInstanceOf(type(AttemptTimeoutException.class))
                    .satisfies(timeout -> {
                        assertThat(timeout.policy()).isEqualTo("checkout");
                        assertThat(timeout.isCutByCaller()).isFalse();
                    });
            assertThat(inner.breaker().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void isRetriedByTheOuterPolicy() throws Exception {
            Script script = Script.answers(10_000, "too late").thenAnswers(100, "scored");

            assertThat(way.callNested(trial, outer, inner, script)).isEqualTo("scored");
            assertThat(trial.millis()).isEqualTo(400);
        }

        @Test
        void countsAgainstWhatTheOuterPolicyGuards() {
            for (int i = 0; i < 5; i++) {
                failure(Script.answers(10_000, "too late"));
            }
            assertThat(outer.breaker().state()).isEqualTo(State.OPEN);
            assertThat(inner.breaker().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void isCutByTheCallerWhereTheRequestsTimeIsUpToo() {
            trial.resilience.carrier().set(Attempt.request(Deadline.after(150 * MILLIS, trial.time)));

            assertThat(failure(Script.answers(10_000, "too late")))
                    .asInstanceOf(type(AttemptTimeoutException.class))
                    .satisfies(timeout -> assertThat(timeout.isCutByCaller()).isTrue());
            assertThat(trial.told()).endsWith("call: CANCELLED after 150 ms, attempts: 1");
        }
    }

    @Nested
    class WhereTheInnerTimeIsUp {
        @Test
        void isTheInnerDependencysFaultAndRetriedWithinTheOuterAttempt() throws Exception {
            inner.reconfigure(inner.config().withTimeout(Duration.ofMillis(40)));
            Script script = Script.answers(10_000, "too late").thenAnswers(10, "scored");

            assertThat(way.callNested(trial, outer, inner, script)).isEqualTo("scored");
            assertThat(trial.toldOf(inner))
                    .containsExactly(
                            "attempt 1: TRANSIENT (timed out) after 40 ms",
                            "again in 100 ms",
                            "attempt 2: SUCCESS after 10 ms",
                            "call: SUCCESS after 150 ms, attempts: 2");
            assertThat(trial.toldOf(outer))
                    .containsExactly("attempt 1: SUCCESS after 150 ms", "call: SUCCESS after 150 ms, attempts: 1");
        }

        @Test
        void isNoTimeoutOfTheOuterPolicy() {
            inner.reconfigure(inner.config().withTimeout(Duration.ofMillis(150)));

            assertThat(failure(Script.answers(10_000, "too late")))
                    .asInstanceOf(type(AttemptTimeoutException.class))
                    .satisfies(timeout -> assertThat(timeout.policy()).isEqualTo("fraud"));
            assertThat(trial.toldOf(inner)).startsWith("attempt 1: TRANSIENT (timed out) after 150 ms");
            assertThat(trial.toldOf(outer)).startsWith("attempt 1: TRANSIENT after 150 ms");
        }
    }

    /** On a real clock timers are some milliseconds late, each by its own: the inner one may well be first. */
    @Nested
    class WhereTheOuterTimerIsLate {
        @Test
        void isTheOuterPolicysTimeoutAllTheSame() {
            trial.lateMillis.addAll(way == Way.BLOCKING ? List.of(5L, 0L) : List.of(0L, 5L));

            assertThat(failure(Script.answers(10_000, "too late")))
                    .asInstanceOf(type(AttemptTimeoutException.class))
                    .satisfies(timeout -> assertThat(timeout.policy()).isEqualTo("checkout"));
            assertThat(trial.toldOf(outer)).startsWith("attempt 1: TRANSIENT (timed out) after 200 ms");
        }
    }

    @Nested
    class WhereTheInnerPolicyRefuses {
        @Test
        void isNeitherRetriedNorCounted() {
            inner.breaker().command(Command.FORCED_OPEN, "maintenance", null);
            trial.told();

            assertThat(failure(Script.answers(5, "scored"))).hasMessageContaining("maintenance");
            assertThat(trial.told())
                    .containsExactly(
                            "rejected: breaker-open",
                            "call: REJECTED after 0 ms, attempts: 0",
                            "attempt 1: REJECTED after 0 ms",
                            "call: REJECTED after 0 ms, attempts: 1");
        }
    }

    @Nested
    class WhereTheWorkFails {
        @Test
        void isRetriedByBothWithinTheOuterAttemptsTime() {
            Script script = Script.fails(20, new IOException("connection reset"));

            failure(script);
            assertThat(script.gapsMillis()).containsExactly(120L, 120L, 120L, 220L, 120L);
        }
    }
}
