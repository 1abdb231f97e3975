package dev.breakwater.resilience.policy;

import static dev.breakwater.resilience.Trial.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Script;
import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.Way;
import dev.breakwater.resilience.breaker.CircuitBreaker.Command;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.deadline.DeadlineExpiredException;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls on behalf of a request that has a deadline of its own. */
@ParameterizedClass
@EnumSource(Way.class)
class CallersDeadlineTest {
    private static final PolicyConfig CONFIG = PolicyConfig.DEFAULTS.withTimeout(Duration.ofMillis(200));

    private final Way way;
    private final Trial trial = new Trial();
    private final IOException broken = new IOException("connection reset");

    CallersDeadlineTest(Way way) {
        this.way = way;
    }

    private void requestWithin(long millis) {
        trial.resilience.carrier().set(Attempt.request(Deadline.after(millis * MILLIS, trial.time)));
    }

    @AfterEach
    void theRequestIsTheCurrentAttemptAgain() {
        Attempt current = trial.resilience.carrier().current();
        trial.resilience.carrier().set(null);
        assertThat(current).isNotNull();
        assertThat(current.number()).isZero();
    }

    @Nested
    class ThatHasPassed {
        private final Script script = Script.answers(5, "scored");

        ThatHasPassed() {
            requestWithin(100);
            trial.time.advanceMillis(100);
        }

        @Test
        void refusesTheCallBeforeAnyLayerIsAsked() {
            Pipeline pipeline = trial.define("fraud", CONFIG);
            pipeline.bulkhead().tryAcquire();
            pipeline.breaker().command(Command.FORCED_OPEN, "", null);
            trial.told();

            assertThat(way.failure(trial, pipeline, script))
                    .isInstanceOf(DeadlineExpiredException.class)
                    .hasMessage("the deadline had passed before 'fraud' could begin; the caller has stopped waiting");
            assertThat(script.attempts()).isZero();
            assertThat(trial.told())
                    .containsExactly("rejected: deadline-expired", "call: REJECTED after 0 ms, attempts: 0");
            pipeline.bulkhead().release(0, Outcome.SUCCESS, 0);
        }

        @Test
        void refusesItRatherThanLetItWaitForAPermit() {
            Pipeline pipeline =
                    trial.define("fraud", CONFIG.withBulkhead(new BulkheadConfig(1, 5, BulkheadConfig.Kind.FIXED)));
            pipeline.bulkhead().tryAcquire();

            assertThat(way.failure(trial, pipeline, script)).isInstanceOf(DeadlineExpiredException.class);
            pipeline.bulkhead().release(0, Outcome.SUCCESS, 0);
        }
    }

    @Nested
    class ThatIsTighterThanTheTimeout {
        @Test
        void cutsTheAttemptAndIsCountedAgainstNobody() {
            requestWithin(150);
            Pipeline pipeline = trial.define("fraud", CONFIG);

            assertThat(way.failure(trial, pipeline, Script.answers(10_000, "too late")))
                    .asInstanceOf(type(AttemptTimeoutException.class))
                    .satisfies(timeout -> {
                        assertThat(timeout.isCutByCaller()).isTrue();
                        assertThat(timeout)
                                .hasMessage(
                                        "'fraud' did not answer within 150 ms, all that the caller's deadline left");
                    });
            assertThat(trial.told())
                    .containsExactly(
                            "attempt 1: CANCELLED (timed out) after 150 ms",
                            "call: CANCELLED after 150 ms, attempts: 1");
        }

        @Test
        void neverOpensTheBreaker() {
            Pipeline pipeline = trial.define("fraud", CONFIG);
            for (int i = 0; i < 20; i++) {
                requestWithin(150);
                way.failure(trial, pipeline, Script.answers(10_000, "too late"));
            }
            assertThat(pipeline.breaker().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void givesTheProbesPlaceBack() {
            requestWithin(1_000_000);
            Pipeline pipeline = trial.define("fraud", CONFIG.withOrder(List.of(LayerKind.BREAKER, LayerKind.TIMEOUT)));
            for (int i = 0; i < 5; i++) {
                way.failure(trial, pipeline, Script.fails(0, broken));
            }
            trial.time.advance(Duration.ofSeconds(30).toNanos());
            requestWithin(150);

            way.failure(trial, pipeline, Script.answers(10_000, "too late"));
            assertThat(pipeline.breaker().state()).isEqualTo(State.HALF_OPEN);
            assertThat(pipeline.breaker().probes()).isZero();
        }

        @Test
        void leavesTheRetryThatItCutShortWithTheFailureItWasARetryOf() {
            requestWithin(300);
            Pipeline pipeline = trial.define("fraud", CONFIG);

            assertThat(way.failure(trial, pipeline, Script.fails(50, broken).thenAnswers(10_000, "too late")))
                    .isSameAs(broken);
            assertThat(trial.told())
                    .containsExactly(
                            "attempt 1: TRANSIENT after 50 ms",
                            "again in 100 ms",
                            "attempt 2: CANCELLED (timed out) after 150 ms",
                            "call: TRANSIENT after 300 ms, attempts: 2");
        }
    }

    @Nested
    class ThatIsWider {
        @Test
        void leavesTheTimeoutAsItIs() {
            requestWithin(10_000);
            Pipeline pipeline = trial.define("fraud", CONFIG.withOrder(List.of(LayerKind.TIMEOUT)));

            assertThat(way.failure(trial, pipeline, Script.answers(10_000, "too late")))
                    .hasMessage("'fraud' did not answer within 200 ms");
        }

        @Test
        void leavesThePolicysOwnDeadlineAsItIs() {
            requestWithin(10_000);
            Pipeline pipeline = trial.define("fraud", CONFIG.withDeadline(Duration.ofMillis(150)));

            assertThat(way.failure(trial, pipeline, Script.answers(10_000, "too late")))
                    .asInstanceOf(type(AttemptTimeoutException.class))
                    .satisfies(timeout -> assertThat(timeout.isCutByCaller()).isFalse());
        }
    }

    @Test
    void boundsAPolicyThatHasNoTimeoutOfItsOwn() {
        requestWithin(150);
        Pipeline pipeline = trial.define("fraud", CONFIG.withOrder(List.of()));
        Script script = Script.answers(10_000, "too late");

        assertThat(way.failure(trial, pipeline, script)).isInstanceOf(AttemptTimeoutException.class);
        assertThat(script.cut()).isOne();
    }
}
