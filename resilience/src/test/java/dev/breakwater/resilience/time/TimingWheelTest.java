package dev.breakwater.resilience.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The wheel on a clock that the test turns by hand. */
class TimingWheelTest {
    private static final long TICK = 1L << TimingWheel.TICK_SHIFT;
    private static final long REVOLUTION = TICK * TimingWheel.BUCKETS;

    private final TimingWheel wheel = new TimingWheel();

    @Test
    void firesOnceWhenDueAndNeverBefore() {
        TestTimer timer = new TestTimer();
        wheel.add(timer, 10 * TICK + 7);

        wheel.fireDue(10 * TICK + 6);
        assertThat(timer.fired).isZero();
        wheel.fireDue(10 * TICK + 7);
        assertThat(timer.fired).isOne();
        wheel.fireDue(10 * TICK + REVOLUTION);
        assertThat(timer.fired).isOne();
    }

    @Test
    void keepsATimerForALaterRevolutionInItsBucket() {
        TestTimer timer = new TestTimer();
        long due = 3 * REVOLUTION + 5 * TICK;
        wheel.add(timer, due);

        for (long now = 0; now < due; now += TICK) {
            wheel.fireDue(now);
            assertThat(timer.fired).isZero();
        }
        wheel.fireDue(due);
        assertThat(timer.fired).isOne();
    }

    @Test
    void neverFiresATimerOfTheEndOfTime() {
        TestTimer timer = new TestTimer();
        wheel.add(timer, Long.MAX_VALUE);

        for (long now = 0; now < 2 * REVOLUTION; now += TICK) {
            wheel.fireDue(now);
        }
        assertThat(timer.fired).isZero();
    }

    @Test
    void visitsEveryBucketAfterAPauseOfManyRevolutions() {
        List<TestTimer> timers = new ArrayList<>();
        for (int i = 0; i < TimingWheel.BUCKETS; i++) {
            timers.add(new TestTimer());
            wheel.add(timers.get(i), i * TICK);
        }
        wheel.fireDue(100 * REVOLUTION + 13 * TICK);

        assertThat(timers).allSatisfy(timer -> assertThat(timer.fired).isOne());
    }

    @Test
    void movesATimerAlongThatWasAddedAfterTheWheelHadGonePastItsTick() {
        wheel.fireDue(10 * TICK);
        TestTimer heldUp = new TestTimer();

        long tick = wheel.add(heldUp, 3 * TICK);

        assertThat(tick).isEqualTo(10);
        wheel.fireDue(11 * TICK);
        assertThat(heldUp.fired).isOne();
    }

    @Test
    void firesATimerOfTheCurrentTickThatWasAddedAfterTheTickWasVisited() {
        wheel.fireDue(10 * TICK + 1);
        TestTimer timer = new TestTimer();
        wheel.add(timer, 10 * TICK + 2);

        wheel.fireDue(11 * TICK);
        assertThat(timer.fired).isOne();
    }

    @Test
    void saysWhichTickIsBusyNext() {
        assertThat(wheel.nextBusyTick(0)).isEqualTo(TimingWheel.IDLE);

        TestTimer far = new TestTimer();
        TestTimer near = new TestTimer();
        wheel.add(far, 300 * TICK);
        wheel.add(near, 20 * TICK + 5);

        assertThat(wheel.nextBusyTick(0)).isEqualTo(20);
        assertThat(wheel.nextBusyTick(20 * TICK + 1)).isEqualTo(20);
        near.cancel();
        assertThat(wheel.nextBusyTick(20 * TICK)).isEqualTo(300);
        assertThat(wheel.nextBusyTick(301 * TICK)).isEqualTo(300 + TimingWheel.BUCKETS);
    }

    @Test
    void aTimerMayBeArmedAgainByItself() {
        AtomicInteger left = new AtomicInteger(3);
        TestTimer[] self = new TestTimer[1];
        long[] now = {0};
        self[0] = new TestTimer(() -> {
            if (left.decrementAndGet() > 0) {
                wheel.add(self[0], now[0] + TICK);
            }
        });
        wheel.add(self[0], 0);

        for (now[0] = 0; now[0] < 10 * TICK; now[0] += TICK) {
            wheel.fireDue(now[0]);
        }
        assertThat(self[0].fired).isEqualTo(3);
    }

    @Test
    void aTimerThatFailsDoesNotKeepTheOthersFromFiring() {
        List<Throwable> uncaught = new ArrayList<>();
        Thread turner = new Thread(() -> wheel.fireDue(TICK));
        turner.setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        TestTimer before = new TestTimer();
        TestTimer after = new TestTimer();
        IllegalStateException failure = new IllegalStateException("from a timer");
        wheel.add(before, 0);
        wheel.add(
                new TestTimer(() -> {
                    throw failure;
                }),
                0);
        wheel.add(after, 0);

        turner.start();
        join(turner);

        assertThat(uncaught).containsExactly(failure);
        assertThat(before.fired + after.fired).isEqualTo(2);
    }

    @Test
    void firesEveryTimerInTimeThatThreadsAddWhileItTurns() {
        AtomicLong clock = new AtomicLong();
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        AtomicInteger live = new AtomicInteger();
        AtomicInteger running = new AtomicInteger(4);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            SplittableRandom random = new SplittableRandom(t);
            threads.add(new Thread(() -> {
                for (int i = 0; i < 5_000; i++) {
                    // Due from now to two revolutions on, most of them at once: the race with the turning wheel.
                    long due = clock.get() + (random.nextInt(4) == 0 ? random.nextLong(2 * REVOLUTION) : 0);
                    live.incrementAndGet();
                    wheel.add(
                            new TestTimer(() -> {
                                live.decrementAndGet();
                                if (clock.get() < due) {
                                    wrong.add("fired " + (due - clock.get()) + " ns early");
                                }
                            }),
                            due);
                }
                running.decrementAndGet();
            }));
        }
        threads.forEach(Thread::start);
        while (running.get() > 0) {
            wheel.fireDue(clock.addAndGet(TICK / 3));
        }
        // Nobody adds any more: what is due now must be gone two ticks on, the rest two revolutions on.
        for (int i = 0; i < 2 * TimingWheel.BUCKETS + 2; i++) {
            wheel.fireDue(clock.addAndGet(TICK));
        }
        threads.forEach(TimingWheelTest::join);

        assertThat(wrong).isEmpty();
        assertThat(live).hasValue(0);
    }

    private static void join(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(thread.isAlive()).isFalse();
    }
}
