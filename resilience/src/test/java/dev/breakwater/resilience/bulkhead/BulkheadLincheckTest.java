package dev.breakwater.resilience.bulkhead;

import dev.breakwater.resilience.Linearizable;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.gate.Gate;
import dev.breakwater.resilience.gate.Waiter;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Callers who take permits, wait for them, leave and give them back, all at once. */
class BulkheadLincheckTest {

    @Test
    @EnabledIfSystemProperty(named = "breakwater.thorough", matches = "true")
    void withoutAQueue() {
        Linearizable.check(WithoutAQueue.class);
    }

    @Test
    @EnabledIfSystemProperty(named = "breakwater.thorough", matches = "true")
    void withAShare() {
        Linearizable.check(WithAShare.class);
    }

    @Test
    void withAQueue() {
        Linearizable.check(WithAQueue.class);
    }

    /** Each thread has one call at most, which runs or waits. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public abstract static class Model {
        final Bulkhead bulkhead;
        private final Call[] calls = new Call[5];

        Model(int max, int queue) {
            bulkhead = new Bulkhead("fraud", new BulkheadConfig(max, queue, BulkheadConfig.Kind.FIXED));
        }

        private static final class Call extends Waiter {
            private volatile boolean running;

            @Override
            protected void granted() {
                running = true;
            }
        }

        /** Takes a permit, or else a place in the queue, as the executors do. */
        @Operation
        public String begin(@Param(name = "thread") int thread) {
            if (calls[thread] != null) {
                return "under way";
            }
            Call call = new Call();
            call.running = bulkhead.tryAcquire() != Gate.REFUSED;
            if (!call.running && !bulkhead.enqueue(call)) {
                return "refused";
            }
            calls[thread] = call;
            return "admitted";
        }

        @Operation
        public boolean isRunning(@Param(name = "thread") int thread) {
            Call call = calls[thread];
            return call != null && call.running;
        }

        /** Leaves the queue, or gives its permit back. */
        @Operation
        public void end(@Param(name = "thread") int thread) {
            Call call = calls[thread];
            calls[thread] = null;
            if (call != null && (call.running || !call.abandon())) {
                bulkhead.release(0, Outcome.SUCCESS, 0);
            }
        }
    }

    public static class WithoutAQueue extends Model {
        public WithoutAQueue() {
            super(2, 0);
        }
    }

    /** A policy that may take a permit while fewer than two of another's three are in use, beside that one's own calls. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class WithAShare {
        private final Bulkhead whole = new Bulkhead("edge", new BulkheadConfig(3, 0, BulkheadConfig.Kind.FIXED));
        private final BulkheadShare share = new BulkheadShare("advice", whole, false, 0.7);
        private final Gate[] taken = new Gate[5];

        @Operation
        public boolean beginOfOwner(@Param(name = "thread") int thread) {
            return begin(thread, whole);
        }

        @Operation
        public boolean beginOfSharer(@Param(name = "thread") int thread) {
            return begin(thread, share);
        }

        private boolean begin(int thread, Gate gate) {
            if (taken[thread] != null || gate.tryAcquire() == Gate.REFUSED) {
                return false;
            }
            taken[thread] = gate;
            return true;
        }

        @Operation
        public void end(@Param(name = "thread") int thread) {
            Gate gate = taken[thread];
            taken[thread] = null;
            if (gate != null) {
                gate.release(0, Outcome.SUCCESS, 0);
            }
        }

        @Operation
        public int used() {
            return whole.used();
        }
    }

    public static class WithAQueue extends Model {
        public WithAQueue() {
            super(1, 2);
        }

        /**
         * Who waits must not be forgotten. Upwards only, and with a queue: a call that asks at the moment of any other
         * change may be measured by the figures before, though others have met those after.
         */
        @Operation(runOnce = true)
        public void raise() {
            bulkhead.reconfigure(new BulkheadConfig(2, 2, BulkheadConfig.Kind.FIXED));
        }
    }
}
