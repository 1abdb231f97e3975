package dev.breakwater.resilience.policy;

import static dev.breakwater.resilience.Trial.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A timeout interrupts the thread that works: no interrupt of its own may stay, and nobody else's may go. */
class InterruptTest {
    private static final PolicyConfig CONFIG = PolicyConfig.DEFAULTS
            .withTimeout(Duration.ofMillis(200))
            .withOrder(List.of(LayerKind.BULKHEAD, LayerKind.BREAKER, LayerKind.TIMEOUT));

    private final Trial trial = new Trial();
    private final Pipeline pipeline = trial.define("fraud", CONFIG);

    @AfterEach
    void theThreadIsNotInterrupted() {
        assertThat(Thread.interrupted()).isFalse();
    }

    private void assertTimesOut(Callable<?> work) {
        assertThatExceptionOfType(AttemptTimeoutException.class).isThrownBy(() -> pipeline.call(work));
    }

    private String ignoreInterrupts(long millis) {
        trial.time.advanceMillis(millis);
        return "scored";
    }

    private String sleep(long millis) throws InterruptedException {
        trial.time.sleep(millis * MILLIS);
        return "scored";
    }

    @Nested
    class OfItsOwn {
        @Test
        void isTakenBackWhereTheWorkIgnoredIt() {
            assertTimesOut(() -> ignoreInterrupts(300));
            assertThat(trial.millis()).as("a thread cannot be left behind").isEqualTo(300);
        }

        @Test
        void isTakenBackWhereTheWorkFailedOfSomethingElse() {
            assertTimesOut(() -> {
                ignoreInterrupts(200);
                throw new IllegalStateException("connection closed");
            });
        }

        @Test
        void neverComesAfterTheWorkEnded() throws Exception {
            assertThat(pipeline.call(() -> ignoreInterrupts(199))).isEqualTo("scored");
            trial.time.advanceMillis(1);
        }
    }

    @Nested
    class OfSomebodyElse {
        @Test
        void endsTheCallAsCancelled() {
            Thread caller = Thread.currentThread();
            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> pipeline.call(() -> {
                        caller.interrupt();
                        return sleep(100);
                    }));
            assertThat(trial.told())
                    .containsExactly("attempt 1: CANCELLED after 0 ms", "call: CANCELLED after 0 ms, attempts: 1");
        }

        @Test
        void staysWhereTheWorkIgnoredItAndTheTimeout() {
            Thread.currentThread().interrupt();

            assertTimesOut(() -> ignoreInterrupts(200));
            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void comesBackWhereTheTimeoutTookThePlaceOfWhatItCaused() {
            Thread.currentThread().interrupt();

            assertTimesOut(() -> {
                ignoreInterrupts(200);
                return sleep(100);
            });
            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void endsTheWaitForARetry() {
            Pipeline retrying = trial.define("retrying", PolicyConfig.DEFAULTS);
            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> retrying.callIdempotent(() -> {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("connection reset");
                    }));
        }
    }

    @Nested
    class OfACallAroundIt {
        /** Both calls' time is up while the inner work does not look; then the outer work goes on with something else. */
        @ParameterizedTest
        @ValueSource(longs = {100, 199, 200, 3000})
        void reachesTheWorkAroundItTooWhicheverFiresFirst(long innerMillis) {
            Pipeline inner = trial.define("inner", CONFIG.withTimeout(Duration.ofMillis(innerMillis)));

            assertTimesOut(() -> {
                try {
                    return inner.call(() -> ignoreInterrupts(200));
                } catch (AttemptTimeoutException e) {
                    return sleep(10_000);
                }
            });
            assertThat(trial.millis()).isEqualTo(200);
        }

        @Test
        void isNotCausedByAnInnerTimeout() throws Exception {
            Pipeline inner = trial.define("inner", CONFIG.withTimeout(Duration.ofMillis(100)));

            assertThat(pipeline.call(() -> {
                        try {
                            return inner.call(() -> ignoreInterrupts(100));
                        } catch (AttemptTimeoutException e) {
                            return sleep(99);
                        }
                    }))
                    .isEqualTo("scored");
        }
    }
}
