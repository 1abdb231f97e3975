package dev.breakwater.resilience.bulkhead;

import static dev.breakwater.resilience.gate.Gate.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Race;
import dev.breakwater.resilience.bulkhead.BulkheadConfig.Kind;
import dev.breakwater.resilience.gate.Waiter;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BulkheadRaceTest {
    private static final int THREADS = 8;

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private void work() {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        Thread.onSpinWait();
        running.decrementAndGet();
    }

    @Test
    void neverLetsMoreRunThanItMayAndLosesNoPermit() {
        Bulkhead bulkhead = new Bulkhead("payment", new BulkheadConfig(3, 0, Kind.FIXED));
        try (Race race = new Race(THREADS)) {
            race.run(thread -> {
                for (int i = 0; i < 20_000; i++) {
                    long permit = bulkhead.tryAcquire();
                    if (permit != REFUSED) {
                        work();
                        bulkhead.release(permit, Outcome.SUCCESS, 0);
                    }
                }
                return null;
            });
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(bulkhead.used()).isZero();
    }

    @Test
    void everyoneWhoWaitsIsWokenOrLeavesWhateverTheLimitDoes() {
        Bulkhead bulkhead = new Bulkhead("payment", new BulkheadConfig(2, THREADS, Kind.FIXED));
        BulkheadConfig[] configs = {
            new BulkheadConfig(1, THREADS, Kind.FIXED), new BulkheadConfig(3, THREADS, Kind.FIXED)
        };
        AtomicInteger lost = new AtomicInteger();
        try (Race race = new Race(THREADS)) {
            race.run(thread -> {
                SplittableRandom random = new SplittableRandom(thread);
                for (int i = 0; i < 5_000; i++) {
                    if (random.nextInt(200) == 0) {
                        bulkhead.reconfigure(configs[random.nextInt(2)]);
                    }
                    if (enter(bulkhead, random, lost)) {
                        work();
                        bulkhead.release(0, Outcome.SUCCESS, 0);
                    }
                }
                return null;
            });
        }
        assertThat(lost).as("waiters that nobody woke").hasValue(0);
        assertThat(most.get()).isBetween(1, 3);
        assertThat(bulkhead.used()).isZero();
        assertThat(bulkhead.waiting()).isZero();
    }

    /** Takes a permit, at once or after a wait; false where the call left the queue instead. */
    private static boolean enter(Bulkhead bulkhead, SplittableRandom random, AtomicInteger lost)
            throws InterruptedException {
        if (bulkhead.tryAcquire() != REFUSED) {
            return true;
        }
        Semaphore turn = new Semaphore(0);
        Waiter waiter = new Waiter() {
            @Override
            protected void granted() {
                turn.release();
            }
        };
        if (!bulkhead.enqueue(waiter)) {
            return false;
        }
        if (random.nextInt(4) == 0 && waiter.abandon()) {
            return false;
        }
        if (!turn.tryAcquire(10, TimeUnit.SECONDS)) {
            lost.incrementAndGet();
            return !waiter.abandon();
        }
        return true;
    }
}
