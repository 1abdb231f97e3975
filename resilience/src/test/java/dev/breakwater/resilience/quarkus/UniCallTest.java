package dev.breakwater.resilience.quarkus;

import static dev.breakwater.resilience.Trial.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.breaker.BreakerConfig.Mode;
import dev.breakwater.resilience.breaker.BreakerConfig.WindowType;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.bulkhead.BulkheadFullException;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.deadline.DeadlineExpiredException;
import dev.breakwater.resilience.policy.Attempt;
import dev.breakwater.resilience.policy.AttemptCarrier;
import dev.breakwater.resilience.policy.LayerKind;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only calls without a thread of their own can do: be left, be answered too late, be answered at once. */
class UniCallTest {
    private static final PolicyConfig CONFIG = PolicyConfig.DEFAULTS
            .withTimeout(Duration.ofMillis(200))
            .withBulkhead(new BulkheadConfig(1, 1, BulkheadConfig.Kind.FIXED));

    private final Trial trial = new Trial();
    private final Pipeline pipeline = trial.define("fraud", CONFIG);
    private final HandWork work = new HandWork();
    private final Caller<String> caller = new Caller<>();
    private final IOException broken = new IOException("connection reset");
    private Steps steps = Steps.atOnce();

    @AfterEach
    void itWasAnsweredOnceAtMost() {
        steps.runAll();
        steps.close();
        assertThat(caller.signals()).isLessThanOrEqualTo(1);
        assertThat(caller.wasToldAfterCancel()).isFalse();
    }

    private Uni<String> call() {
        return Guard.uni(pipeline, work, true);
    }

    private void subscribe() {
        caller.subscribeTo(call());
    }

    private void holdSteps() {
        steps.close();
        steps = Steps.held();
    }

    /** Another call has the only permit. */
    private void fill() {
        pipeline.bulkhead().tryAcquire();
    }

    private void giveBack() {
        pipeline.bulkhead().release(0, Outcome.SUCCESS, 0);
    }

    @Nested
    class AnAnswer {
        @Test
        void thatComesInTimeReachesTheCallerAndTakesTheTimerBack() throws Exception {
            subscribe();
            assertThat(pipeline.outstanding()).as("a permit and a timer").isEqualTo(2);

            work.attempt(1).answer("scored");
            assertThat(caller.answer()).isEqualTo("scored");
        }

        @Test
        void mayBeNull() throws Exception {
            subscribe();
            work.attempt(1).answer(null);

            assertThat(caller.isAnswered()).isTrue();
            assertThat(caller.answer()).isNull();
            assertThat(trial.told()).endsWith("call: SUCCESS after 0 ms, attempts: 1");
        }

        @Test
        void thatComesAtOnceNeedsNoTimer() throws Exception {
            caller.subscribeTo(Guard.uni(pipeline, () -> Uni.createFrom().item("scored"), true));
            assertThat(caller.answer()).isEqualTo("scored");
        }

        @Test
        void thatComesTwiceIsHeardOnce() throws Exception {
            subscribe();
            work.attempt(1).answer("scored");
            work.attempt(1).answer("scored again");
            work.attempt(1).fail(broken);

            assertThat(caller.answer()).isEqualTo("scored");
            assertThat(trial.told()).hasSize(2);
        }
    }

    @Nested
    class ALateAnswer {
        @Test
        void ofATimedOutAttemptIsIgnored() throws Exception {
            subscribe();
            trial.time.advanceMillis(200);
            assertThat(work.attempt(1).isCancelled()).isTrue();

            work.attempt(1).answer("too late");
            assertThat(caller.isAnswered()).isFalse();
            trial.time.advanceMillis(100);
            work.attempt(1).answer("still too late");
            work.attempt(1).fail(broken);
            work.attempt(2).answer("scored");
            assertThat(caller.answer()).isEqualTo("scored");
        }

        @Test
        void ofTheLastAttemptIsIgnored() {
            subscribe();
            for (int attempt = 1; attempt <= 3; attempt++) {
                trial.time.advanceMillis(400);
            }
            work.attempt(3).answer("too late");
            assertThat(caller.failure()).isInstanceOf(AttemptTimeoutException.class);
            assertThat(pipeline.bulkhead().used()).isZero();
        }

        @Test
        void thatIsOvertakenByNothingButItsTimersStepIsHeard() throws Exception {
            holdSteps();
            subscribe();
            trial.time.advanceMillis(200); // the timer fired, but the caller's context has not come to it yet

            work.attempt(1).answer("just in time");
            steps.runAll();
            assertThat(caller.answer()).isEqualTo("just in time");
            assertThat(work.attempt(1).isCancelled()).isFalse();
        }
    }

    @Nested
    class WorkThatBreaksWhenItIsAsked {
        private void subscribeTo(Supplier<Uni<String>> breaking) {
            caller.subscribeTo(Guard.uni(pipeline, breaking, false));
        }

        @Test
        void failsTheCallWhereTheSupplierThrows() {
            IllegalStateException wrong = new IllegalStateException("no connection");
            subscribeTo(() -> {
                throw wrong;
            });
            assertThat(caller.failure()).isSameAs(wrong);
        }

        @Test
        void failsTheCallWhereTheSupplierGivesNothing() {
            subscribeTo(() -> null);
            assertThat(caller.failure()).isInstanceOf(NullPointerException.class);
        }

        @Test
        void failsTheCallWhereTheSubscriptionThrows() {
            AssertionError wrong = new AssertionError("a bug");
            subscribeTo(() -> new AbstractUni<>() {
                @Override
                public void subscribe(UniSubscriber<? super String> asker) {
                    throw wrong;
                }
            });
            assertThat(caller.failure()).isSameAs(wrong);
        }
    }

    @Nested
    class WorkThatTakesItsTimeBeforeItReturns {
        private void subscribeSlowly(long millis) {
            caller.subscribeTo(Guard.uni(
                    pipeline,
                    () -> {
                        trial.time.advanceMillis(millis);
                        return work.get();
                    },
                    false));
        }

        @Test
        void hasNoMoreTimeForThat() {
            subscribeSlowly(150);
            trial.time.advanceMillis(49);
            assertThat(caller.isAnswered()).isFalse();

            trial.time.advanceMillis(1);
            assertThat(caller.failure()).isInstanceOf(AttemptTimeoutException.class);
        }

        @Test
        void timesOutAtOnceWhereItTookAllOfIt() {
            subscribeSlowly(250);
            trial.time.advance(0);
            assertThat(caller.failure()).isInstanceOf(AttemptTimeoutException.class);
        }
    }

    @Nested
    class WorkThatBreaksWhenItIsCancelled {
        private final IllegalStateException wrong = new IllegalStateException("no such exchange");
        private final List<Throwable> dropped = new ArrayList<>();

        @BeforeEach
        void listenForWhatIsDropped() {
            Infrastructure.setDroppedExceptionHandler(dropped::add);
            work.throwingAtCancel(wrong);
            subscribe();
        }

        @AfterEach
        void listenNoMore() {
            Infrastructure.resetDroppedExceptionHandler();
            assertThat(dropped).isNotEmpty().containsOnly(wrong);
        }

        @Test
        void timesOutAllTheSame() throws Exception {
            trial.time.advanceMillis(300);
            work.attempt(2).answer("scored");
            assertThat(caller.answer()).isEqualTo("scored");
        }

        @Test
        void isLeftAllTheSame() {
            caller.cancel();
            trial.assertNothingIsOut();
        }
    }

    @Nested
    class WhereNoThreadTakesTheSteps {
        private final Executor closed = step -> {
            throw new RejectedExecutionException("shut down");
        };

        @BeforeEach
        void shutDown() {
            steps.close();
            Infrastructure.setDefaultExecutor(closed, false);
        }

        @Test
        void aTimeoutEndsTheCallAllTheSame() {
            caller.subscribeTo(Guard.uni(pipeline, work, false));
            trial.time.advanceMillis(200);
            assertThat(caller.failure()).isInstanceOf(AttemptTimeoutException.class);
        }

        @Test
        void aGrantedPermitIsUsedAllTheSame() throws Exception {
            fill();
            subscribe();
            giveBack();
            work.attempt(1).answer("scored");
            assertThat(caller.answer()).isEqualTo("scored");
        }
    }

    @Nested
    class ACallerWhoLeaves {
        @Test
        void cancelsTheWorkAndGivesEverythingBack() {
            subscribe();
            caller.cancel();

            assertThat(work.attempt(1).isCancelled()).isTrue();
            trial.assertNothingIsOut();
            work.attempt(1).answer("nobody listens");
            assertThat(trial.told())
                    .containsExactly("attempt 1: CANCELLED after 0 ms", "call: CANCELLED after 0 ms, attempts: 1");
        }

        @Test
        void betweenTwoAttemptsCancelsTheNext() {
            subscribe();
            work.attempt(1).fail(broken);
            caller.cancel();

            trial.assertNothingIsOut();
            trial.time.advanceMillis(1000);
            assertThat(work.attempts()).isOne();
        }

        @Test
        void afterThePauseFiredButBeforeItsStepCancelsTheNextToo() {
            holdSteps();
            subscribe();
            work.attempt(1).fail(broken);
            trial.time.advanceMillis(100);
            caller.cancel();

            steps.runAll();
            assertThat(work.attempts()).isOne();
        }

        @Test
        void afterTheAnswerChangesNothing() throws Exception {
            subscribe();
            work.attempt(1).answer("scored");
            caller.cancel();

            assertThat(caller.answer()).isEqualTo("scored");
            assertThat(work.attempt(1).isCancelled()).isFalse();
        }

        @Test
        void twiceLeavesOnce() {
            subscribe();
            caller.cancel();
            caller.cancel();

            assertThat(pipeline.bulkhead().used()).isZero();
        }

        @Test
        void whileSubscribingAsksNoLayer() {
            fill();
            pipeline.reconfigure(CONFIG.withOrder(List.of(LayerKind.BULKHEAD, LayerKind.BREAKER)));
            caller.cancel();
            subscribe();

            assertThat(pipeline.bulkhead().waiting()).isZero();
            giveBack();
            assertThat(work.attempts()).isZero();
            assertThat(trial.told()).containsExactly("call: CANCELLED after 0 ms, attempts: 0");
        }

        @Test
        void whileTheDeadlinePassesIsNotRefusedToo() {
            trial.resilience.carrier().set(Attempt.request(Deadline.after(0, trial.time)));
            caller.cancel();
            subscribe();
            trial.resilience.carrier().set(null);

            assertThat(caller.isAnswered()).isFalse();
            assertThat(trial.told()).containsExactly("call: CANCELLED after 0 ms, attempts: 0");
        }

        @Test
        void whileTheAttemptBeginsAsksNothingOfTheWork() {
            Trial watched = new Trial(
                    new AttemptCarrier() { // the last to be asked before the work
                        @Override
                        public Attempt current() {
                            return null;
                        }

                        @Override
                        public void set(Attempt attempt) {
                            caller.cancel();
                        }
                    });
            caller.subscribeTo(Guard.uni(watched.define("fraud", CONFIG), work, true));

            assertThat(work.attempts()).isZero();
            watched.assertNothingIsOut();
        }

        @Test
        void whileAStageIsBegunCancelsIt() {
            CompletableFuture<String> begun = new CompletableFuture<>();
            caller.subscribeTo(Guard.uni(
                    pipeline,
                    () -> Uni.createFrom().completionStage(() -> {
                        caller.cancel();
                        return begun;
                    }),
                    true));

            assertThat(begun).isCancelled();
        }

        @Test
        void isCountedByNoBreakerAndFreesTheProbesPlace() {
            for (int i = 0; i < 5; i++) {
                new Caller<String>()
                        .subscribeTo(Guard.uni(pipeline, () -> Uni.createFrom().failure(broken), false));
            }
            trial.time.advance(Duration.ofSeconds(30).toNanos());
            subscribe();
            assertThat(pipeline.breaker().probes()).isOne();

            caller.cancel();
            assertThat(pipeline.breaker().probes()).isZero();
        }
    }

    @Nested
    class InTheQueue {
        InTheQueue() {
            fill();
        }

        @Test
        void goesOnWhenAPermitComesBack() throws Exception {
            subscribe();
            assertThat(work.attempts()).isZero();

            giveBack();
            work.attempt(1).answer("scored");
            assertThat(caller.answer()).isEqualTo("scored");
        }

        @Test
        void isRefusedAfterAsLongAsAnAttemptMayTake() {
            subscribe();
            trial.time.advanceMillis(199);
            assertThat(caller.isAnswered()).isFalse();

            trial.time.advanceMillis(1);
            assertThat(caller.failure()).isInstanceOf(BulkheadFullException.class);
            assertThat(trial.told())
                    .containsExactly("rejected: bulkhead-full", "call: REJECTED after 200 ms, attempts: 0");
            giveBack();
        }

        @Test
        void isRefusedAtTheDeadlineWhereThatIsSooner() {
            pipeline.reconfigure(CONFIG.withDeadline(Duration.ofMillis(50)));
            subscribe();

            trial.time.advanceMillis(50);
            assertThat(caller.failure()).isInstanceOf(BulkheadFullException.class);
            giveBack();
        }

        @Test
        void hasItsWholeTimeoutForTheAttempt() {
            pipeline.reconfigure(CONFIG.withOrder(List.of(LayerKind.BREAKER, LayerKind.BULKHEAD, LayerKind.TIMEOUT)));
            subscribe();
            trial.time.advanceMillis(150);
            giveBack();

            trial.time.advanceMillis(199);
            assertThat(caller.isAnswered()).isFalse();
            trial.time.advanceMillis(1);
            assertThat(caller.failure()).isInstanceOf(AttemptTimeoutException.class);
        }

        @Test
        void isNoPartOfWhatTheDependencyTook() {
            pipeline.reconfigure(CONFIG.withBreaker(new BreakerConfig(
                    Mode.RATE,
                    1,
                    WindowType.COUNT,
                    2,
                    2,
                    1,
                    Duration.ofMillis(100),
                    0.5,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60))));
            for (int i = 0; i < 2; i++) {
                Caller<String> waiting = new Caller<String>().subscribeTo(Guard.uni(pipeline, work, false));
                trial.time.advanceMillis(150);
                giveBack();
                trial.time.advanceMillis(50);
                if (i == 0) {
                    work.attempt(1).answer("scored");
                } else {
                    work.attempt(2).fail(broken);
                }
                assertThat(waiting.isAnswered()).isTrue();
                fill();
            }
            assertThat(pipeline.breaker().state()).isEqualTo(State.CLOSED);
            giveBack();
        }

        @Test
        void isRefusedWhereTheDeadlinePassesBetweenTheGrantAndTheAttempt() {
            holdSteps();
            pipeline.reconfigure(CONFIG.withDeadline(Duration.ofMillis(50)));
            subscribe();
            giveBack();
            trial.time.advanceMillis(50);

            steps.runAll();
            assertThat(caller.failure()).isInstanceOf(DeadlineExpiredException.class);
            assertThat(work.attempts()).isZero();
        }

        @Test
        void isLeftByACallerWhoCancels() {
            subscribe();
            caller.cancel();

            assertThat(pipeline.bulkhead().waiting()).isZero();
            giveBack();
            assertThat(work.attempts()).isZero();
        }

        @Test
        void passesAPermitOnThatWasGrantedToACallerWhoLeavesAtThatMoment() {
            holdSteps();
            subscribe();
            giveBack(); // granted, and its step waits
            caller.cancel();

            steps.runAll();
            assertThat(pipeline.bulkhead().used()).isZero();
            assertThat(work.attempts()).isZero();
        }

        @Test
        void isLeftByACallerWhoCancelsAsItsPatienceEnds() {
            holdSteps();
            subscribe();
            trial.time.advanceMillis(200);
            caller.cancel();

            steps.runAll();
            assertThat(caller.isAnswered()).isFalse();
            giveBack();
        }

        @Test
        void givesThePlaceOfAWaitingProbeBackWhenItLeaves() {
            pipeline.reconfigure(CONFIG.withOrder(List.of(LayerKind.BREAKER, LayerKind.BULKHEAD)));
            for (int i = 0; i < 5; i++) {
                pipeline.breaker().release(pipeline.breaker().tryAcquire(), Outcome.TRANSIENT, 0);
            }
            trial.time.advance(Duration.ofSeconds(30).toNanos());
            subscribe();
            assertThat(pipeline.outstanding()).as("a permit, a probe, a place").isEqualTo(3);

            caller.cancel();
            assertThat(pipeline.breaker().probes()).isZero();
            giveBack();
        }

        @Test
        void waitsAgainForEachAttemptWhereTheRetryStandsOutside() throws Exception {
            pipeline.reconfigure(CONFIG.withOrder(List.of(LayerKind.RETRY, LayerKind.BULKHEAD, LayerKind.TIMEOUT)));
            subscribe();
            giveBack();
            work.attempt(1).fail(broken);
            fill();
            trial.time.advanceMillis(100);
            assertThat(pipeline.bulkhead().waiting()).isOne();

            giveBack();
            work.attempt(2).answer("scored");
            assertThat(caller.answer()).isEqualTo("scored");
        }

        @Test
        void aLongQueueIsNoDeepStack() {
            int calls = 20_000;
            pipeline.reconfigure(CONFIG.withBulkhead(new BulkheadConfig(1, calls, BulkheadConfig.Kind.FIXED)));
            int[] answered = {0};
            for (int i = 0; i < calls; i++) {
                Guard.uni(pipeline, () -> Uni.createFrom().item("scored"), true)
                        .subscribe()
                        .with(item -> answered[0]++);
            }
            giveBack();
            assertThat(answered[0]).isEqualTo(calls);
        }
    }

    @Nested
    class AStage {
        private final CompletableFuture<String> first = new CompletableFuture<>();

        private CompletableFuture<String> begin() {
            return Guard.stage(pipeline, () -> first, false).toCompletableFuture();
        }

        @Test
        void thatTimesOutIsCancelledAndFails() {
            CompletableFuture<String> call = begin();
            trial.time.advanceMillis(200);

            assertThat(first).isCancelled();
            assertThat(call).isCompletedExceptionally();
            trial.assertNothingIsOut();
        }

        @Test
        void whoseCallerLeavesIsCancelled() {
            begin().cancel(false);

            assertThat(first).isCancelled();
            trial.assertNothingIsOut();
        }
    }

    @Nested
    class TheCurrentAttempt {
        private final Attempt request = Attempt.request(Deadline.after(5000 * MILLIS, trial.time));

        @Test
        void isKnownToTheWorkAndTheRequestIsCurrentAgainAfterwards() {
            trial.resilience.carrier().set(request);
            long[] left = new long[1];
            caller.subscribeTo(Guard.uni(
                    pipeline,
                    () -> {
                        Attempt current = trial.resilience.carrier().current();
                        left[0] = current.deadline().remainingNanos() / MILLIS + 1000L * current.number();
                        return Uni.createFrom().item("scored");
                    },
                    true));

            assertThat(left[0]).isEqualTo(1200);
            assertThat(trial.resilience.carrier().current()).isSameAs(request);
            trial.resilience.carrier().set(null);
        }

        @Test
        void isNoneOfWhatFollowsAnAnswerThatCameAtOnce() {
            trial.resilience.carrier().set(request);
            Uni<Attempt> answered = Guard.uni(pipeline, () -> Uni.createFrom().item("scored"), true)
                    .map(answer -> trial.resilience.carrier().current());
            Uni<Attempt> failed = Guard.uni(pipeline, () -> Uni.createFrom().<Attempt>failure(broken), false)
                    .onFailure()
                    .recoverWithItem(() -> trial.resilience.carrier().current());

            assertThat(answered.await().indefinitely()).isSameAs(request);
            assertThat(failed.await().indefinitely()).isSameAs(request);
            trial.resilience.carrier().set(null);
        }

        @Test
        void isThatInWhichTheCallWasMadeWhenItIsMadeInOneStepAndSubscribedToAfterwards() {
            Attempt made = Attempt.of(Deadline.after(50 * MILLIS, trial.time), null);
            trial.resilience.carrier().set(made);
            Uni<String> call = call();
            trial.resilience.carrier().set(request);
            caller.subscribeTo(call);
            trial.resilience.carrier().set(null);

            trial.time.advanceMillis(50);
            assertThat(work.attempt(1).isCancelled()).isTrue();
        }

        @Test
        void isNotLeftBehindOnTheThreadThatBeganARetry() {
            trial.resilience.carrier().set(request);
            holdSteps();
            subscribe();
            work.attempt(1).fail(broken);
            trial.resilience.carrier().set(null);
            trial.time.advanceMillis(100);

            steps.runAll(); // as a thread of a pool would, that knows nothing of the request
            assertThat(work.attempts()).isEqualTo(2);
            assertThat(trial.resilience.carrier().current()).isNull();
            work.attempt(2).answer("scored");
        }
    }

    @Nested
    class WithTheProtectionOff {
        WithTheProtectionOff() {
            trial.resilience.enable(false);
        }

        @Test
        void isTheWorkAlone() throws Exception {
            fill();
            subscribe();
            work.attempt(1).answer("scored");

            assertThat(caller.answer()).isEqualTo("scored");
            assertThat(trial.told()).isEmpty();
            giveBack();
        }

        @Test
        void isCancelledWithItsCaller() {
            subscribe();
            caller.cancel();
            assertThat(work.attempt(1).isCancelled()).isTrue();
        }

        @Test
        void failsWhereTheSupplierThrows() {
            caller.subscribeTo(Guard.uni(
                    pipeline,
                    () -> {
                        throw new IllegalStateException("no connection");
                    },
                    true));
            assertThat(caller.failure()).hasMessage("no connection");
        }

        @Test
        void failsWhereTheSupplierGivesNothing() {
            caller.subscribeTo(Guard.uni(pipeline, () -> null, true));
            assertThat(caller.failure()).isInstanceOf(NullPointerException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everySubscriptionIsACallOfItsOwn(boolean enabled) {
        trial.resilience.enable(enabled);
        Uni<String> uni = Guard.uni(pipeline, () -> Uni.createFrom().item("scored"), true);
        new Caller<String>().subscribeTo(uni);
        caller.subscribeTo(uni);

        assertThat(trial.told()).hasSize(enabled ? 4 : 0);
    }
}
