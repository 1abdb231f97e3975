package dev.breakwater.resilience.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.FailureClassifier;
import dev.breakwater.resilience.Script;
import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.Way;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import dev.breakwater.resilience.event.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code around a call that breaks: whatever it does, the call ends as it should and gives back what it took. */
@ParameterizedClass
@EnumSource(Way.class)
class TroubleTest {
    private final Way way;
    private final Trial trial = new Trial();
    private final IOException broken = new IOException("connection reset");
    private final List<Throwable> reported = new ArrayList<>();
    private Thread.UncaughtExceptionHandler before;

    TroubleTest(Way way) {
        this.way = way;
    }

    @BeforeEach
    void listenForReports() {
        before = Thread.currentThread().getUncaughtExceptionHandler();
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> reported.add(thrown));
    }

    @AfterEach
    void theHandlerIsTheOneBefore() {
        Thread.currentThread().setUncaughtExceptionHandler(before);
    }

    private static void open(Trial trial, Way way, Pipeline pipeline) {
        for (int i = 0; i < 5; i++) {
            way.failure(trial, pipeline, Script.fails(0, new IOException("gone")));
        }
    }

    @Nested
    class AListenerThatThrows {
        private final IllegalStateException wrong = new IllegalStateException("a metric is broken");
        private final Pipeline pipeline = trial.define("fraud", PolicyConfig.DEFAULTS);

        private void throwAt(Predicate<Event> when) {
            trial.resilience.listen(event -> {
                if (when.test(event)) {
                    throw wrong;
                }
            });
        }

        @ParameterizedTest
        @ValueSource(classes = {Event.AttemptEnded.class, Event.RetryScheduled.class, Event.CallEnded.class})
        void changesNothingOfACall(Class<? extends Event> when) throws Exception {
            throwAt(when::isInstance);

            assertThat(way.call(trial, pipeline, Script.fails(5, broken).thenAnswers(5, "scored"), true))
                    .isEqualTo("scored");
            assertThat(way.failure(trial, pipeline, Script.fails(5, broken))).isSameAs(broken);
            assertThat(reported).isNotEmpty().containsOnly(wrong);
        }

        @Test
        void changesNothingOfARejection() {
            open(trial, way, pipeline);
            throwAt(Event.Rejected.class::isInstance);

            assertThat(way.failure(trial, pipeline, Script.answers(0, "scored")))
                    .hasMessageStartingWith("circuit 'fraud' is open: 5 calls in a row failed");
            assertThat(reported).containsExactly(wrong);
        }

        @Test
        void changesNothingOfTheBreaker() throws Exception {
            throwAt(Event.BreakerChanged.class::isInstance);
            open(trial, way, pipeline);
            assertThat(pipeline.breaker().state()).isEqualTo(State.OPEN);

            trial.time.advance(BreakerConfig.DEFAULTS.open().toNanos());
            assertThat(way.call(trial, pipeline, Script.answers(0, "scored"), true))
                    .isEqualTo("scored");
            assertThat(pipeline.breaker().state()).isEqualTo(State.CLOSED);
            assertThat(reported).hasSize(3).containsOnly(wrong);
        }
    }

    @Nested
    class AClassifierThatBreaks {
        static Stream<FailureClassifier> breaking() {
            return Stream.of(failure -> null, failure -> {
                throw new IllegalStateException("the answer was read already");
            });
        }

        @ParameterizedTest
        @MethodSource("breaking")
        void leavesTheFailureAsItIsCountedAndRetriedAsTransient(FailureClassifier classifier) {
            Trial other = new Trial(AttemptCarrier.onThread(), FailureClassifier.withOwn(classifier));
            Pipeline pipeline = other.define("fraud", PolicyConfig.DEFAULTS);
            Script script = Script.fails(5, broken);

            assertThat(way.failure(other, pipeline, script)).isSameAs(broken);
            assertThat(script.attempts()).isEqualTo(3);
            assertThat(reported).isNotEmpty();
            open(other, way, pipeline);
            assertThat(pipeline.breaker().state()).isEqualTo(State.OPEN);
            other.assertNothingIsOut();
        }
    }

    @Nested
    class WhoeverTheAttemptWentTo {
        private final IllegalStateException wrong = new IllegalStateException("no such instance");

        @Test
        void breaksNothingByThrowingWhenToldHowItEnded() throws Exception {
            Pipeline pipeline = trial.define("fraud", PolicyConfig.DEFAULTS);
            trial.resilience.listen(null);
            Script script = Script.answers(5, "scored")
                    .atTheBeginning(() -> trial.resilience.carrier().current().sentTo("fraud-1", outcome -> {
                        throw wrong;
                    }));

            assertThat(way.call(trial, pipeline, script, true)).isEqualTo("scored");
            assertThat(reported).containsExactly(wrong);
        }
    }

    @Nested
    class WorkThatThrowsAnError {
        private final Pipeline pipeline = trial.define("fraud", PolicyConfig.DEFAULTS);

        static Stream<Error> errorsOfTheMachine() {
            return Stream.of(new OutOfMemoryError("Java heap space"), new StackOverflowError());
        }

        @ParameterizedTest
        @MethodSource("errorsOfTheMachine")
        void isNotTriedAgainWhereTheMachineItselfIsInTrouble(Error error) {
            Script script = Script.fails(5, error);

            assertThat(way.failure(trial, pipeline, script)).isSameAs(error);
            assertThat(script.attempts()).isOne();
            assertThat(trial.told())
                    .containsExactly("attempt 1: TRANSIENT after 5 ms", "call: TRANSIENT after 5 ms, attempts: 1");
        }

        @Test
        void isTriedAgainAfterAnyOther() {
            Script script = Script.fails(5, new AssertionError("a bug"));

            assertThat(way.failure(trial, pipeline, script)).hasMessage("a bug");
            assertThat(script.attempts()).isEqualTo(3);
        }

        @Test
        void failsWithWhatIsNeitherErrorNorExceptionAsItIs() {
            Throwable neither = new Throwable("thrown where nothing is checked");

            assertThat(way.failure(trial, pipeline, Script.fails(5, neither))).isSameAs(neither);
        }

        @Test
        void hidesNoTroubleOfTheMachineBehindATimeout() {
            Script script = Script.fails(0, new OutOfMemoryError("Java heap space"))
                    .atTheBeginning(() ->
                            trial.time.advance(PolicyConfig.DEFAULTS.timeout().toNanos()));

            assertThat(way.failure(trial, pipeline, script)).isInstanceOf(OutOfMemoryError.class);
        }
    }
}
