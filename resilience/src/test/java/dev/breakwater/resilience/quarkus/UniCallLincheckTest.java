package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.FailureClassifier;
import dev.breakwater.resilience.Linearizable;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.policy.AttemptCarrier;
import dev.breakwater.resilience.policy.LayerKind;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.time.VirtualTime;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Everything that can end a call, at once: it ends once, and what it held is back. */
@EnabledIfSystemProperty(named = "breakwater.thorough", matches = "true")
class UniCallLincheckTest {
    private final Executor before = Infrastructure.getDefaultExecutor();

    @BeforeEach
    void runStepsWhereTheyCome() {
        Infrastructure.setDefaultExecutor(Runnable::run, false);
    }

    @AfterEach
    void runThemAsBefore() {
        Infrastructure.setDefaultExecutor(before, false);
    }

    @Test
    void aCallThatRuns() {
        Linearizable.check(Running.class);
    }

    @Test
    void aCallThatWaitsForAPermit() {
        Linearizable.check(Waiting.class);
    }

    /** A call, and what may happen to it. */
    public abstract static class Model {
        private static final PolicyConfig CONFIG = PolicyConfig.DEFAULTS
                .withTimeout(Duration.ofMillis(200))
                .withOrder(List.of(LayerKind.BULKHEAD, LayerKind.RETRY, LayerKind.TIMEOUT))
                .withBulkhead(new BulkheadConfig(1, 1, BulkheadConfig.Kind.FIXED));

        final VirtualTime time = new VirtualTime();
        final Pipeline pipeline = new Resilience(time, () -> 0, FailureClassifier.plain(), AttemptCarrier.onThread())
                .define("fraud", CONFIG);
        final HandWork work = new HandWork();
        private final Caller<String> caller = new Caller<>();
        private boolean left;
        int heldByOthers;

        final void begin() {
            caller.subscribeTo(Guard.uni(pipeline, work, false));
        }

        /** Time is moved by one thread at a time. */
        @Operation(nonParallelGroup = "time")
        public void timeOut() {
            time.advanceMillis(200);
        }

        @Operation(nonParallelGroup = "caller")
        public void leave() {
            left = true;
            caller.cancel();
        }

        /** Once all threads are done. */
        @Validate
        public void endsOnceAndHoldsNothingThen() {
            boolean over = left || caller.isAnswered();
            int held = pipeline.outstanding() - heldByOthers;
            if (caller.signals() > 1 || over && held != 0) {
                throw new IllegalStateException(
                        caller.signals() + " signals, left: " + left + ", outstanding: " + held);
            }
        }
    }

    public static class Running extends Model {
        public Running() {
            begin();
        }

        @Operation
        public void answer() {
            work.attempt(1).answer("scored");
        }

        @Operation
        public void fail() {
            work.attempt(1).fail(new IOException("connection reset"));
        }
    }

    public static class Waiting extends Model {
        public Waiting() {
            pipeline.bulkhead().tryAcquire();
            heldByOthers = 1;
            begin();
        }

        @Operation(runOnce = true)
        public void giveBack() {
            heldByOthers = 0;
            pipeline.bulkhead().release(0, Outcome.SUCCESS, 0);
        }

        @Operation(nonParallelGroup = "answer")
        public void answer() {
            if (work.attempts() > 0) {
                work.attempt(1).answer("scored");
            }
        }
    }
}
