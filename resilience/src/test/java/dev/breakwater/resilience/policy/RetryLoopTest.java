package dev.breakwater.resilience.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Failure;
import dev.breakwater.resilience.FailureClassifier;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Script;
import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.Trial.Busy;
import dev.breakwater.resilience.Way;
import dev.breakwater.resilience.breaker.BreakerOpenException;
import dev.breakwater.resilience.breaker.CircuitBreaker.Command;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.resilience.retry.RetryConfig.JitterMode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Way.class)
class RetryLoopTest {
    private final Way way;
    private final Trial trial = new Trial();
    private final IOException broken = new IOException("connection reset");

    RetryLoopTest(Way way) {
        this.way = way;
    }

    private Pipeline defaults() {
        return trial.define("fraud", PolicyConfig.DEFAULTS);
    }

    private Pipeline retrying(int maxAttempts, double budgetRatio, double budgetPerSecond) {
        RetryConfig retry = new RetryConfig(
                maxAttempts,
                Duration.ofMillis(100),
                2,
                Duration.ofSeconds(2),
                0.1,
                JitterMode.ADDITIVE,
                budgetRatio,
                budgetPerSecond);
        return trial.define("fraud", PolicyConfig.DEFAULTS.withRetry(retry));
    }

    private Object call(Pipeline pipeline, Script script) throws Exception {
        return way.call(trial, pipeline, script, true);
    }

    @Nested
    class WhatMayBeRepeated {
        @Test
        void isTriedAgainUntilItSucceeds() throws Exception {
            Script script = Script.fails(5, broken).thenFails(5, broken).thenAnswers(5, "scored");

            assertThat(call(defaults(), script)).isEqualTo("scored");
            assertThat(trial.told())
                    .containsExactly(
                            "attempt 1: TRANSIENT after 5 ms",
                            "again in 100 ms",
                            "attempt 2: TRANSIENT after 5 ms",
                            "again in 200 ms",
                            "attempt 3: SUCCESS after 5 ms",
                            "call: SUCCESS after 315 ms, attempts: 3");
        }

        @Test
        void isTriedNoMoreOftenThanConfiguredAndFailsWithTheLastFailure() {
            IOException last = new IOException("the last one");
            Script script = Script.fails(5, broken).thenFails(5, broken).thenFails(5, last);

            assertThat(way.failure(trial, defaults(), script)).isSameAs(last);
            assertThat(script.attempts()).isEqualTo(3);
            assertThat(trial.told()).endsWith("call: TRANSIENT after 315 ms, attempts: 3");
        }

        @Test
        void isNotTriedAgainAfterARefusal() {
            Script script = Script.fails(5, new IllegalArgumentException("no such charge"));

            assertThat(way.failure(trial, defaults(), script)).hasMessage("no such charge");
            assertThat(script.attempts()).isOne();
        }

        @Test
        void mayAnswerNothing() throws Exception {
            assertThat(call(defaults(), Script.fails(1, broken).thenAnswers(1, null)))
                    .isNull();
        }

        @Test
        void isTriedAgainWhereTheAttemptTakesNoTimeAtAll() throws Exception {
            assertThat(call(defaults(), Script.fails(0, broken).thenAnswers(0, "scored")))
                    .isEqualTo("scored");
            assertThat(trial.millis()).isEqualTo(100);
        }

        @Test
        void isTriedAgainWithoutAPauseWhereTheBaseIsZero() throws Exception {
            RetryConfig atOnce = new RetryConfig(3, Duration.ZERO, 1, Duration.ZERO, 0, JitterMode.ADDITIVE, 0.15, 1);
            Pipeline pipeline = trial.define("fraud", PolicyConfig.DEFAULTS.withRetry(atOnce));

            assertThat(call(pipeline, Script.fails(0, broken).thenAnswers(0, "scored")))
                    .isEqualTo("scored");
        }
    }

    @Nested
    class WhatMustNotBeRepeated {
        @Test
        void isTriedOnce() {
            Script script = Script.fails(5, broken).thenAnswers(5, "charged twice");
            Throwable failure = null;
            try {
                way.call(trial, defaults(), script, false);
            } catch (Exception e) {
                failure = e;
            }
            assertThat(failure).isSameAs(broken);
            assertThat(script.attempts()).isOne();
        }

        @Test
        void isNotTriedAgainWhereTheDependencyForbidsIt() {
            Trial forbidding = new Trial(
                    AttemptCarrier.onThread(), failure -> new Failure(Outcome.TRANSIENT, Failure.NO_HINT, true));
            Script script = Script.fails(5, broken);

            assertThat(way.failure(forbidding, forbidding.define("fraud", PolicyConfig.DEFAULTS), script))
                    .isSameAs(broken);
            assertThat(script.attempts()).isOne();
        }
    }

    @Nested
    class Waits {
        @Test
        void growUpToTheCap() {
            Script script = Script.fails(0, broken);
            way.failure(trial, retrying(8, 1, 100), script);

            assertThat(script.gapsMillis()).containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L);
        }

        @Test
        void areSpreadByJitterAtTheCapToo() {
            trial.drawn = 0.5;
            Script script = Script.fails(0, broken);
            way.failure(trial, retrying(7, 1, 100), script);

            assertThat(script.gapsMillis()).containsExactly(105L, 210L, 420L, 840L, 1680L, 2100L);
        }

        @Test
        void areAsLongAsTheDependencyAsks() throws Exception {
            Script script = Script.fails(10, new Busy(700)).thenAnswers(10, "scored");

            assertThat(call(defaults(), script)).isEqualTo("scored");
            assertThat(trial.told()).contains("attempt 1: OVERLOAD after 10 ms", "again in 700 ms");
        }

        @Test
        void areAsLongAsItAsksWhileTheSameWorkIsInProgressElsewhere() throws Exception {
            FailureClassifier inProgress =
                    FailureClassifier.withOwn(failure -> new Failure(Outcome.IN_PROGRESS, 300 * Trial.MILLIS, false));
            Trial other = new Trial(AttemptCarrier.onThread(), inProgress);
            Pipeline payment = other.define("payment", PolicyConfig.DEFAULTS);
            Script script = Script.fails(10, new IllegalStateException("409")).thenAnswers(10, "charged");

            assertThat(way.call(other, payment, script, true)).isEqualTo("charged");
            assertThat(script.gapsMillis()).containsExactly(310L);
        }
    }

    @Nested
    class UnderADeadline {
        private Pipeline within(long millis) {
            return trial.define("fraud", PolicyConfig.DEFAULTS.withDeadline(Duration.ofMillis(millis)));
        }

        @Test
        void stopsWhereTheWaitWouldOutlastIt() {
            Script script = Script.fails(20, broken);

            assertThat(way.failure(trial, within(315), script)).isSameAs(broken);
            assertThat(script.gapsMillis()).containsExactly(120L); // the third would begin at 340 ms
            assertThat(trial.told()).endsWith("call: TRANSIENT after 140 ms, attempts: 2");
        }

        @Test
        void stopsWhereAnotherAttemptAsLongAsTheLastWouldOutlastIt() {
            Script script = Script.fails(200, broken);

            assertThat(way.failure(trial, within(500), script)).isSameAs(broken);
            assertThat(script.attempts()).isOne(); // a second would run from 300 to 500 ms
        }

        @Test
        void stopsWhereTheDependencyAsksForMoreThanIsLeft() {
            Script script = Script.fails(10, new Busy(1000));

            assertThat(way.failure(trial, within(1000), script)).isInstanceOf(Busy.class);
            assertThat(trial.millis()).isEqualTo(10);
        }

        @Test
        void givesTheLastAttemptOnlyWhatIsLeftAndReportsWhatItWasARetryOf() {
            Script script = Script.fails(50, broken).thenAnswers(10_000, "too late");

            assertThat(way.failure(trial, within(500), script)).hasMessage("'fraud' did not answer within 350 ms");
            assertThat(trial.millis()).isEqualTo(500);
            assertThat(script.cut()).isOne();
        }
    }

    @Nested
    class UnderABudget {
        @Test
        void stopsWhenTheBudgetIsSpent() {
            Pipeline pipeline = retrying(3, 0, 0.1); // a reserve of one retry, and none for ten seconds
            Script first = Script.fails(0, broken);
            Script second = Script.fails(0, broken);

            assertThat(way.failure(trial, pipeline, first)).isSameAs(broken);
            assertThat(way.failure(trial, pipeline, second)).isSameAs(broken);
            assertThat(List.of(first.attempts(), second.attempts())).containsExactly(2, 1);
        }

        /** Half a retry for each call, and what was saved at the start is spent. */
        private Pipeline earning() {
            Pipeline pipeline = retrying(3, 0.5, 0);
            while (pipeline.retry().budget().balance() >= 1) {
                pipeline.retry().budget().tryWithdraw();
            }
            return pipeline;
        }

        @Test
        void everyCallEarnsItsShareHoweverItEnds() throws Exception {
            Pipeline pipeline = earning();
            call(pipeline, Script.answers(0, "scored"));
            assertThat(pipeline.retry().budget().balance()).isEqualTo(0.5);

            Script second = Script.fails(0, broken);
            way.failure(trial, pipeline, second);
            assertThat(second.attempts()).isEqualTo(2);
        }

        @Test
        void retriesEarnNothing() {
            Pipeline pipeline = earning();
            pipeline.retry().onCall();
            way.failure(trial, pipeline, Script.fails(0, broken));

            assertThat(pipeline.retry().budget().balance()).isZero();
        }

        @Test
        void aCallThatIsRefusedBeforeItsFirstAttemptEarnsNothing() {
            Pipeline pipeline = earning();
            PolicyConfig retryOutside = pipeline.config()
                    .withOrder(List.of(LayerKind.RETRY, LayerKind.BREAKER, LayerKind.BULKHEAD, LayerKind.TIMEOUT));
            pipeline.reconfigure(retryOutside);
            pipeline.breaker().command(Command.FORCED_OPEN, "maintenance", null);

            assertThat(way.failure(trial, pipeline, Script.answers(0, "scored")))
                    .isInstanceOf(BreakerOpenException.class);
            assertThat(pipeline.retry().budget().balance()).isZero();
        }
    }

    @Test
    void withoutARetryLayerThereIsOneAttemptAndNoBudgetIsKept() {
        Pipeline pipeline = trial.define(
                "fraud",
                PolicyConfig.DEFAULTS.withOrder(List.of(LayerKind.BULKHEAD, LayerKind.BREAKER, LayerKind.TIMEOUT)));
        Script script = Script.fails(5, broken);

        assertThat(way.failure(trial, pipeline, script)).isSameAs(broken);
        assertThat(script.attempts()).isOne();
        assertThat(trial.told())
                .containsExactly("attempt 1: TRANSIENT after 5 ms", "call: TRANSIENT after 5 ms, attempts: 1");
    }
}
