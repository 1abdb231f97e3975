package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.FailureClassifier;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Race;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.policy.AttemptCarrier;
import dev.breakwater.resilience.policy.LayerKind;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.time.VirtualTime;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to one call at the same moment, on threads of its own: an answer, its time, its caller's leaving. */
class UniCallRaceTest {
    private static final long ABOUT_A_SECOND_NANOS = 700_000_000L;
    private static final PolicyConfig CONFIG = PolicyConfig.DEFAULTS.withTimeout(Duration.ofMillis(200));

    private final VirtualTime time = new VirtualTime();
    private final Resilience resilience =
            new Resilience(time, () -> 0, FailureClassifier.plain(), AttemptCarrier.onThread());
    private final Executor before = Infrastructure.getDefaultExecutor();

    /** Steps run where they come, so that they race too. */
    @BeforeEach
    void runStepsWhereTheyCome() {
        Infrastructure.setDefaultExecutor(Runnable::run, false);
    }

    @AfterEach
    void nothingIsOut() {
        Infrastructure.setDefaultExecutor(before, false);
        assertThat(resilience.outstanding()).isZero();
        assertThat(time.pending(timer -> true)).isZero();
    }

    private static void repeat(BooleanSupplier round) {
        long began = System.nanoTime();
        int rounds = 0;
        while (System.nanoTime() - began < ABOUT_A_SECOND_NANOS) {
            assertThat(round.getAsBoolean()).as("round %s", rounds++).isTrue();
        }
    }

    @Test
    void aCallerWhoLeavesWhileItEntersIsLeftInNoQueue() {
        Pipeline pipeline = resilience.define(
                "fraud",
                CONFIG.withOrder(List.of(LayerKind.BREAKER, LayerKind.BULKHEAD))
                        .withBulkhead(new BulkheadConfig(1, 10, BulkheadConfig.Kind.FIXED)));
        pipeline.bulkhead().tryAcquire();
        try (Race race = new Race(2)) {
            repeat(() -> {
                Caller<String> caller = new Caller<>();
                HandWork work = new HandWork();
                race.run(thread -> thread == 0 ? caller.subscribeTo(Guard.uni(pipeline, work, true)) : caller.cancel());
                return caller.signals() == 0
                        && work.attempts() == 0
                        && pipeline.bulkhead().waiting() == 0;
            });
        }
        pipeline.bulkhead().release(0, Outcome.CANCELLED, 0);
    }
}
