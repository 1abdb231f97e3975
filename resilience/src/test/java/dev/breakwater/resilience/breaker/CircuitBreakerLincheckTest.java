package dev.breakwater.resilience.breaker;

import dev.breakwater.resilience.Linearizable;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.breaker.BreakerConfig.Mode;
import dev.breakwater.resilience.breaker.BreakerConfig.WindowType;
import dev.breakwater.resilience.breaker.CircuitBreaker.Command;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import dev.breakwater.resilience.gate.Gate;
import dev.breakwater.resilience.time.VirtualTime;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Callers and an operator at once, while time stands: what they see could be seen by one after the other. */
class CircuitBreakerLincheckTest {

    @Test
    @EnabledIfSystemProperty(named = "breakwater.thorough", matches = "true")
    void closedAndCountingInARow() {
        Linearizable.check(InARow.class);
    }

    @Test
    @EnabledIfSystemProperty(named = "breakwater.thorough", matches = "true")
    void closedAndCountingARate() {
        Linearizable.check(Rate.class);
    }

    @Test
    @EnabledIfSystemProperty(named = "breakwater.thorough", matches = "true")
    void withAProbeWhoseLeaseIsOver() {
        Linearizable.check(LostProbe.class);
    }

    @Test
    @EnabledIfSystemProperty(named = "breakwater.thorough", matches = "true")
    void withAForcedStateThatExpires() {
        Linearizable.check(ForcedUntilNow.class);
    }

    @Test
    void aboutToProbe() {
        Linearizable.check(AboutToProbe.class);
    }

    /** Each thread has one call at most, as callers do. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public abstract static class Model {
        private static final long NONE = Gate.REFUSED;

        final VirtualTime time = new VirtualTime();
        final CircuitBreaker breaker;
        private final long[] permits = {NONE, NONE, NONE, NONE, NONE};

        Model(BreakerConfig config) {
            breaker = new CircuitBreaker("fraud", config, time, (from, to, reason) -> {});
        }

        @Operation
        public boolean begin(@Param(name = "thread") int thread) {
            if (permits[thread] != NONE) {
                return false;
            }
            permits[thread] = breaker.tryAcquire();
            return permits[thread] != NONE;
        }

        @Operation
        public void succeed(@Param(name = "thread") int thread) {
            end(thread, Outcome.SUCCESS);
        }

        @Operation
        public void fail(@Param(name = "thread") int thread) {
            end(thread, Outcome.TRANSIENT);
        }

        @Operation
        public void leave(@Param(name = "thread") int thread) {
            end(thread, Outcome.CANCELLED);
        }

        private void end(int thread, Outcome outcome) {
            if (permits[thread] != NONE) {
                breaker.release(permits[thread], outcome, 0);
                permits[thread] = NONE;
            }
        }

        @Operation
        public State state() {
            return breaker.state();
        }

        @Operation
        public int probes() {
            return breaker.probes();
        }

        @Operation
        public void reset() {
            breaker.command(Command.RESET, "test", null);
        }

        @Operation
        public void forceOpen() {
            breaker.command(Command.FORCED_OPEN, "test", null);
        }
    }

    private static BreakerConfig config(Mode mode, int failures, int window) {
        return new BreakerConfig(
                mode,
                failures,
                WindowType.COUNT,
                window,
                window,
                0.5,
                Duration.ofSeconds(60),
                1,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60));
    }

    public static class InARow extends Model {
        public InARow() {
            super(config(Mode.CONSECUTIVE, 2, 1));
        }
    }

    public static class Rate extends Model {
        public Rate() {
            super(config(Mode.RATE, 1, 2));
        }
    }

    public static class AboutToProbe extends Model {
        public AboutToProbe() {
            super(config(Mode.CONSECUTIVE, 1, 1));
            breaker.release(breaker.tryAcquire(), Outcome.TRANSIENT, 0);
            time.advance(Duration.ofSeconds(30).toNanos());
        }
    }

    /** A probe went out and is not back; its lease is over, so another may take its place. */
    public static class LostProbe extends AboutToProbe {
        private final long lost;

        public LostProbe() {
            lost = breaker.tryAcquire();
            time.advance(Duration.ofSeconds(60).toNanos());
        }

        @Operation(runOnce = true)
        public void theLostOneComesBack() {
            breaker.release(lost, Outcome.SUCCESS, 0);
        }
    }

    /** An operator forced it open for a second, which has passed. */
    public static class ForcedUntilNow extends Model {
        public ForcedUntilNow() {
            super(config(Mode.CONSECUTIVE, 1, 1));
            breaker.command(Command.FORCED_OPEN, "test", Duration.ofSeconds(1));
            time.advance(Duration.ofSeconds(1).toNanos());
        }
    }
}
