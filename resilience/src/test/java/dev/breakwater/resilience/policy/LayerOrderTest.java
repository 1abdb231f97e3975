package dev.breakwater.resilience.policy;

import static dev.breakwater.resilience.policy.LayerKind.BREAKER;
import static dev.breakwater.resilience.policy.LayerKind.BULKHEAD;
import static dev.breakwater.resilience.policy.LayerKind.RETRY;
import static dev.breakwater.resilience.policy.LayerKind.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.Script;
import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.Way;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.breaker.BreakerConfig.Mode;
import dev.breakwater.resilience.breaker.CircuitBreaker.Command;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.deadline.DeadlineExpiredException;
import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.gate.Gate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands outside what: seen in what the layers do to each other, not in how they are built. */
@ParameterizedClass
@EnumSource(Way.class)
class LayerOrderTest {
    private static final List<LayerKind> RETRY_OUTSIDE = List.of(RETRY, BULKHEAD, BREAKER, TIMEOUT);
    private static final List<LayerKind> BREAKER_OUTSIDE = List.of(BREAKER, BULKHEAD, RETRY, TIMEOUT);

    private final Way way;
    private final Trial trial = new Trial();
    private final IOException broken = new IOException("connection reset");

    LayerOrderTest(Way way) {
        this.way = way;
    }

    private Pipeline define(List<LayerKind> order, int failures) {
        return trial.define(
                "fraud" + trial.resilience.policies().size(),
                PolicyConfig.DEFAULTS
                        .withOrder(order)
                        .withTimeout(Duration.ofMillis(200))
                        .withBulkhead(new BulkheadConfig(1, 0, BulkheadConfig.Kind.FIXED))
                        .withBreaker(consecutive(failures)));
    }

    private static BreakerConfig consecutive(int failures) {
        BreakerConfig defaults = BreakerConfig.DEFAULTS;
        return new BreakerConfig(
                Mode.CONSECUTIVE,
                failures,
                defaults.windowType(),
                defaults.window(),
                defaults.minimumCalls(),
                defaults.failureRate(),
                defaults.slowCall(),
                defaults.slowRate(),
                defaults.open(),
                defaults.lease());
    }

    /** Opens when one of two calls was slow, or both failed. */
    private static BreakerConfig slowFrom(long millis) {
        BreakerConfig defaults = BreakerConfig.DEFAULTS;
        return new BreakerConfig(
                Mode.RATE,
                defaults.failures(),
                defaults.windowType(),
                2,
                2,
                1,
                Duration.ofMillis(millis),
                0.5,
                defaults.open(),
                defaults.lease());
    }

    private String kindOfRefusal(Pipeline pipeline) {
        return ((RejectedException) way.failure(trial, pipeline, Script.answers(0, "scored"))).kind();
    }

    @Nested
    class Nesting {
        static Stream<List<LayerKind>> everyOrder() {
            return Stream.of(
                    LayerKind.DEFAULT_ORDER,
                    RETRY_OUTSIDE,
                    BREAKER_OUTSIDE,
                    List.of(BULKHEAD, RETRY, BREAKER, TIMEOUT),
                    List.of(BREAKER, RETRY, BULKHEAD, TIMEOUT),
                    List.of(RETRY, BREAKER, BULKHEAD, TIMEOUT));
        }

        @Test
        void isBulkheadThenBreakerThenRetryThenTimeoutByDefault() {
            assertThat(LayerKind.DEFAULT_ORDER).containsExactly(BULKHEAD, BREAKER, RETRY, TIMEOUT);
        }

        @ParameterizedTest
        @MethodSource("everyOrder")
        void isWhatThePolicySays(List<LayerKind> order) {
            List<LayerKind> observed = new ArrayList<>(List.of(BULKHEAD, BREAKER, RETRY));
            observed.sort((one, other) -> one == other ? 0 : isOutside(one, other, order) ? -1 : 1);
            observed.add(TIMEOUT);

            assertThat(timesOutEachAttemptInsideTheOthers(order)).isTrue();
            assertThat(observed).isEqualTo(order);
        }

        private boolean isOutside(LayerKind one, LayerKind other, List<LayerKind> order) {
            if (one == RETRY) {
                return !isOutside(other, one, order);
            }
            if (other == RETRY) {
                return one == BULKHEAD ? holdsAPermitBetweenAttempts(order) : countsACallOfTwoAttemptsOnce(order);
            }
            return (one == BULKHEAD) == (kindOfRefusalOfBoth(order).equals("bulkhead-full"));
        }

        /** Two layers would refuse: the outer one does. */
        private String kindOfRefusalOfBoth(List<LayerKind> order) {
            Pipeline pipeline = define(order, 5);
            pipeline.breaker().command(Command.FORCED_OPEN, "maintenance", null);
            long permit = pipeline.bulkhead().tryAcquire();
            String kind = kindOfRefusal(pipeline);
            pipeline.bulkhead().release(permit, Outcome.CANCELLED, 0);
            return kind;
        }

        private boolean holdsAPermitBetweenAttempts(List<LayerKind> order) {
            Pipeline pipeline = define(order, 5);
            List<Integer> used = new ArrayList<>();
            trial.resilience.listen(event -> {
                if (event instanceof Event.RetryScheduled) {
                    used.add(pipeline.bulkhead().used());
                }
            });
            way.failure(trial, pipeline, Script.fails(5, broken));
            assertThat(used).hasSize(2);
            return used.get(0) == 1;
        }

        private boolean countsACallOfTwoAttemptsOnce(List<LayerKind> order) {
            Pipeline pipeline = define(order, 2);
            way.failure(trial, pipeline, Script.fails(5, broken));
            return pipeline.breaker().state() == State.CLOSED;
        }

        private boolean timesOutEachAttemptInsideTheOthers(List<LayerKind> order) {
            Pipeline pipeline = define(order, 1);
            Script hanging = Script.answers(10_000, "too late");
            way.failure(trial, pipeline, hanging);
            return hanging.cut() == hanging.attempts() && pipeline.breaker().state() == State.OPEN;
        }
    }

    @Nested
    class RetryInsideTheBreaker {
        @Test
        void isOneOutcomeHoweverManyAttemptsItTook() throws Exception {
            Pipeline pipeline = define(LayerKind.DEFAULT_ORDER, 1);

            way.call(
                    trial,
                    pipeline,
                    Script.fails(5, broken).thenFails(5, broken).thenAnswers(5, "scored"),
                    true);
            assertThat(pipeline.breaker().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void isAsSlowAsAllItsAttemptsTogether() throws Exception {
            Pipeline pipeline = define(LayerKind.DEFAULT_ORDER, 1);
            pipeline.reconfigure(pipeline.config().withBreaker(slowFrom(170)));

            way.call(trial, pipeline, Script.fails(50, broken).thenAnswers(19, "scored"), true);
            assertThat(pipeline.breaker().state()).as("169 ms").isEqualTo(State.CLOSED);
            way.call(trial, pipeline, Script.fails(50, broken).thenAnswers(20, "scored"), true);
            assertThat(pipeline.breaker().state()).as("170 ms").isEqualTo(State.OPEN);
        }

        @Test
        void goesOnWhereTheBreakerOpensMeanwhile() throws Exception {
            Pipeline pipeline = define(LayerKind.DEFAULT_ORDER, 1);
            trial.resilience.listen(event -> {
                if (event instanceof Event.RetryScheduled) {
                    pipeline.breaker().command(Command.FORCED_OPEN, "maintenance", null);
                }
            });

            assertThat(way.call(trial, pipeline, Script.fails(5, broken).thenAnswers(5, "scored"), true))
                    .isEqualTo("scored");
        }
    }

    @Nested
    class RetryOutsideTheBreaker {
        @Test
        void stopsAtTheBreakerThatItsAttemptsOpenedAndReportsWhatItWasARetryOf() {
            Pipeline pipeline = define(RETRY_OUTSIDE, 2);
            Script script = Script.fails(5, broken);

            assertThat(way.failure(trial, pipeline, script)).isSameAs(broken);
            assertThat(script.attempts()).isEqualTo(2);
            assertThat(trial.told())
                    .containsExactly(
                            "attempt 1: TRANSIENT after 5 ms",
                            "again in 100 ms",
                            "attempt 2: TRANSIENT after 5 ms",
                            "breaker: CLOSED to OPEN",
                            "again in 200 ms",
                            "rejected: breaker-open",
                            "call: TRANSIENT after 310 ms, attempts: 2");
        }

        @Test
        void isAsSlowAsEachAttempt() throws Exception {
            Pipeline pipeline = define(RETRY_OUTSIDE, 1);
            pipeline.reconfigure(pipeline.config().withBreaker(slowFrom(100)));

            way.call(trial, pipeline, Script.fails(99, broken).thenAnswers(99, "scored"), true);
            assertThat(pipeline.breaker().state()).isEqualTo(State.CLOSED);
            way.call(trial, pipeline, Script.answers(100, "scored"), true);
            assertThat(pipeline.breaker().state()).isEqualTo(State.OPEN);
        }

        @Test
        void isRefusedAtOnceWhereTheBreakerIsOpenAlready() {
            Pipeline pipeline = define(RETRY_OUTSIDE, 5);
            pipeline.breaker().command(Command.FORCED_OPEN, "maintenance", null);
            Script script = Script.answers(5, "scored");

            assertThat(way.failure(trial, pipeline, script))
                    .isInstanceOf(RejectedException.class)
                    .hasMessage("circuit '" + pipeline.name() + "' is forced open: maintenance");
            assertThat(script.attempts()).isZero();
            assertThat(trial.told())
                    .containsExactly(
                            "breaker: CLOSED to FORCED_OPEN",
                            "rejected: breaker-open",
                            "call: REJECTED after 0 ms, attempts: 0");
        }
    }

    @Nested
    class ALocalRejection {
        @Test
        void isNotCountedByTheBreakerOutsideIt() {
            Pipeline pipeline = define(BREAKER_OUTSIDE, 1);
            long permit = pipeline.bulkhead().tryAcquire();

            assertThat(kindOfRefusal(pipeline)).isEqualTo("bulkhead-full");
            assertThat(pipeline.breaker().state()).isEqualTo(State.CLOSED);
            pipeline.bulkhead().release(permit, Outcome.SUCCESS, 0);
        }

        @Test
        void isNotRetried() {
            Pipeline pipeline = define(RETRY_OUTSIDE, 1);
            long permit = pipeline.bulkhead().tryAcquire();

            assertThat(kindOfRefusal(pipeline)).isEqualTo("bulkhead-full");
            assertThat(trial.told())
                    .containsExactly("rejected: bulkhead-full", "call: REJECTED after 0 ms, attempts: 0");
            pipeline.bulkhead().release(permit, Outcome.SUCCESS, 0);
        }

        @Test
        void givesTheProbesPlaceBack() {
            Pipeline pipeline = define(BREAKER_OUTSIDE, 1);
            way.failure(trial, pipeline, Script.fails(0, new IOException("gone")));
            trial.time.advance(BreakerConfig.DEFAULTS.open().toNanos());
            long permit = pipeline.bulkhead().tryAcquire();

            assertThat(kindOfRefusal(pipeline)).isEqualTo("bulkhead-full");
            assertThat(pipeline.breaker().state()).isEqualTo(State.HALF_OPEN);
            assertThat(pipeline.breaker().probes()).isZero();

            pipeline.bulkhead().release(permit, Outcome.SUCCESS, 0);
            way.failure(trial, pipeline, Script.fails(0, new IllegalArgumentException("a healthy no")));
            assertThat(pipeline.breaker().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void takesNoPermitOfTheBulkheadInsideIt() {
            Pipeline pipeline = define(LayerKind.DEFAULT_ORDER, 1);
            pipeline.breaker().command(Command.FORCED_OPEN, "maintenance", null);

            assertThat(kindOfRefusal(pipeline)).isEqualTo("breaker-open");
            assertThat(pipeline.bulkhead().used()).isZero();
            assertThat(pipeline.bulkhead().tryAcquire()).isNotEqualTo(Gate.REFUSED);
            pipeline.bulkhead().release(0, Outcome.SUCCESS, 0);
        }
    }

    @Nested
    class ARejectionFurtherIn {
        private final RejectedException further = new DeadlineExpiredException("a policy that the work calls");

        @Test
        void isAnAttemptThatSaysNothingOfTheDependency() {
            Pipeline pipeline = define(LayerKind.DEFAULT_ORDER, 1);

            assertThat(way.failure(trial, pipeline, Script.fails(5, further))).isSameAs(further);
            assertThat(pipeline.breaker().state()).isEqualTo(State.CLOSED);
            assertThat(trial.told())
                    .containsExactly("attempt 1: REJECTED after 5 ms", "call: REJECTED after 5 ms, attempts: 1");
        }
    }

    @Nested
    class TheProbe {
        private Pipeline halfOpen(List<LayerKind> order) {
            Pipeline pipeline = define(order, 1);
            way.failure(trial, pipeline, Script.fails(0, broken));
            trial.time.advance(BreakerConfig.DEFAULTS.open().toNanos());
            trial.told();
            return pipeline;
        }

        @Test
        void closesTheBreakerAgain() throws Exception {
            Pipeline pipeline = halfOpen(LayerKind.DEFAULT_ORDER);

            way.call(trial, pipeline, Script.answers(5, "scored"), true);
            assertThat(trial.told())
                    .containsExactly(
                            "breaker: OPEN to HALF_OPEN",
                            "attempt 1: SUCCESS after 5 ms",
                            "breaker: HALF_OPEN to CLOSED",
                            "call: SUCCESS after 5 ms, attempts: 1");
        }

        @Test
        void isTheWholeCallWithItsRetriesInsideTheBreaker() throws Exception {
            Pipeline pipeline = halfOpen(LayerKind.DEFAULT_ORDER);

            way.call(trial, pipeline, Script.fails(5, broken).thenAnswers(5, "scored"), true);
            assertThat(pipeline.breaker().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void isOneAttemptWhereTheRetryStandsOutside() {
            Pipeline pipeline = halfOpen(RETRY_OUTSIDE);
            Script script = Script.fails(5, broken);

            assertThat(way.failure(trial, pipeline, script)).isSameAs(broken);
            assertThat(script.attempts()).isOne();
            assertThat(pipeline.breaker().state()).isEqualTo(State.OPEN);
        }

        @Test
        void opensTheBreakerAgainWhenItTimesOut() {
            Pipeline pipeline = halfOpen(LayerKind.DEFAULT_ORDER);

            way.failure(trial, pipeline, Script.answers(10_000, "too late"));
            assertThat(pipeline.breaker().state()).isEqualTo(State.OPEN);
        }
    }
}
