package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.breaker.BreakerOpenException;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.bulkhead.BulkheadConfig.Kind;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.resilience.retry.RetryConfig.JitterMode;
import dev.breakwater.resilience.time.VirtualTime;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Policies on clocks that begin anywhere, stand still, or jump as those of a suspended machine do. The random schedules
 * run on such clocks too; of a clock that goes back the tests of breaker, budget and rate limit know.
 */
@ParameterizedClass
@MethodSource("clocks")
class HostileClockTest {
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final PolicyConfig AT_ONCE = PolicyConfig.DEFAULTS
            .withTimeout(Duration.ofMillis(200))
            .withRetry(new RetryConfig(3, Duration.ZERO, 2, Duration.ZERO, 0, JitterMode.ADDITIVE, 0, 1))
            .withBulkhead(new BulkheadConfig(2, 0, Kind.GRADIENT2));

    @Parameter(0)
    long origin;

    @Parameter(1)
    Way way;

    static Stream<Arguments> clocks() {
        return Stream.of(0L, -5L, Long.MAX_VALUE - 5_000_000, Long.MAX_VALUE, Long.MIN_VALUE)
                .flatMap(origin -> Stream.of(Way.values()).map(way -> Arguments.of(origin, way)));
    }

    private Trial trial() {
        return new Trial(new VirtualTime(origin));
    }

    @Test
    void whileTheClockStandsCallsEndTheBudgetIsSpentAndTheBreakerOpens() {
        Trial trial = trial();
        Pipeline pipeline = trial.define("fraud", AT_ONCE);
        Script gone = Script.fails(0, new IOException("gone"));
        for (int call = 1; call <= 5; call++) {
            assertThat(way.failure(trial, pipeline, gone)).hasMessage("gone");
        }
        assertThat(gone.attempts()).as("two retries a call").isEqualTo(5 + 10);
        assertThat(way.failure(trial, pipeline, gone)).isInstanceOf(BreakerOpenException.class);
        assertThat(pipeline.retry().budget().balance()).isZero();
        assertThat(pipeline.bulkhead().max()).as("a limit that learned nothing").isEqualTo(2);
        assertThat(trial.millis()).isZero();
    }

    @Test
    void anAttemptDuringWhichTheMachineSleptForAYearHasTimedOut() {
        Trial trial = trial();
        Pipeline pipeline = trial.define("fraud", AT_ONCE.withDeadline(Duration.ofSeconds(1)));
        Script script = Script.answers(1, "late").atTheBeginning(() -> trial.time.jump(A_YEAR.toNanos()));
        assertThat(way.failure(trial, pipeline, script)).isInstanceOf(AttemptTimeoutException.class);
        assertThat(script.attempts()).isEqualTo(1);
    }

    @Test
    void afterAYearThereIsOneProbeAndNoMoreSavedUpThanTheReserve() throws Exception {
        Trial trial = trial();
        Pipeline pipeline = trial.define("fraud", AT_ONCE);
        for (int call = 1; call <= 5; call++) {
            way.failure(trial, pipeline, Script.fails(0, new IOException("gone")));
        }
        trial.time.jump(A_YEAR.toNanos());
        assertThat(pipeline.retry().budget().balance()).isEqualTo(10);

        long probe = pipeline.breaker().tryAcquire();
        assertThat(pipeline.breaker().state()).isEqualTo(State.HALF_OPEN);
        assertThat(way.failure(trial, pipeline, Script.answers(0, "scored"))).isInstanceOf(BreakerOpenException.class);

        trial.time.jump(A_YEAR.toNanos()); // the probe's lease ran out long ago
        assertThat(way.call(trial, pipeline, Script.answers(0, "scored"), true)).isEqualTo("scored");
        pipeline.breaker().release(probe, Outcome.TRANSIENT, A_YEAR.toNanos());
        assertThat(pipeline.breaker().state())
                .as("the lost probe's outcome counts no more")
                .isEqualTo(State.CLOSED);
    }
}
