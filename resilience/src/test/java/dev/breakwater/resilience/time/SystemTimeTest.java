package dev.breakwater.resilience.time;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The real clock and its thread. How the wheel turns is tested, on a clock of its own, in {@link TimingWheelTest}. */
class SystemTimeTest {
    private final TimeSource time = TimeSource.system();

    @Test
    void firesATimerAfterItsDelayOnItsOwnDaemonThread() throws InterruptedException {
        AtomicLong firedAt = new AtomicLong();
        CountDownLatch fired = new CountDownLatch(1);
        Thread[] by = new Thread[1];
        long armedAt = time.nanoTime();
        time.schedule(
                new TestTimer(() -> {
                    firedAt.set(time.nanoTime());
                    by[0] = Thread.currentThread();
                    fired.countDown();
                }),
                MILLISECONDS.toNanos(20));

        assertThat(fired.await(10, SECONDS)).isTrue();
        assertThat(firedAt.get() - armedAt).isGreaterThanOrEqualTo(MILLISECONDS.toNanos(20));
        assertThat(by[0].isDaemon()).isTrue();
        assertThat(by[0].getName()).isEqualTo("breakwater-timer");
    }

    @Test
    void firesAtOnceWhereTheDelayIsZeroOrLess() throws InterruptedException {
        CountDownLatch fired = new CountDownLatch(2);
        time.schedule(new TestTimer(fired::countDown), 0);
        time.schedule(new TestTimer(fired::countDown), Long.MIN_VALUE);

        assertThat(fired.await(10, SECONDS)).isTrue();
    }

    @Test
    void acceptsADelayLongerThanTheClockCanCount() {
        TestTimer never = new TestTimer();
        time.schedule(never, Long.MAX_VALUE);

        assertThat(time.pending(timer -> timer == never)).isOne();
        assertThat(never.cancel()).isTrue();
        assertThat(time.pending(timer -> timer == never)).isZero();
    }

    @Test
    void aSoonerTimerWakesTheThreadThatSleepsForALaterOne() throws InterruptedException {
        TestTimer hours = new TestTimer();
        time.schedule(hours, SECONDS.toNanos(3600));
        CountDownLatch fired = new CountDownLatch(1);
        time.schedule(new TestTimer(fired::countDown), MILLISECONDS.toNanos(1));

        assertThat(fired.await(10, SECONDS)).isTrue();
        assertThat(hours.cancel()).isTrue();
    }

    @Test
    void aTimerMayBeArmedAgainAfterItFiredAndAfterItWasCancelled() throws InterruptedException {
        Semaphore fired = new Semaphore(0);
        TestTimer timer = new TestTimer(fired::release);
        time.schedule(timer, 0);
        assertThat(fired.tryAcquire(10, SECONDS)).isTrue();

        time.schedule(timer, SECONDS.toNanos(3600));
        assertThat(timer.cancel()).isTrue();
        time.schedule(timer, 0);

        assertThat(fired.tryAcquire(10, SECONDS)).isTrue();
        assertThat(timer.fired).isEqualTo(2);
    }

    @Test
    void sleepsAtLeastSoLongUnlessInterrupted() throws InterruptedException {
        long began = time.nanoTime();
        time.sleep(1_000_000);
        assertThat(time.nanoTime() - began).isGreaterThanOrEqualTo(1_000_000);

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> time.sleep(SECONDS.toNanos(3600)));
    }

    @Test
    void eachOfThousandsOfTimersFromManyThreadsFiresOnceOrWasCancelledAndNoneEarly() throws Exception {
        int threads = 4;
        int each = 3_000;
        CyclicBarrier start = new CyclicBarrier(threads);
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(threads * each);
        Runnable end = () -> {
            ended.incrementAndGet();
            over.countDown();
        };
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            all.add(new Thread(() -> {
                await(start);
                for (int i = 0; i < each; i++) {
                    long delay = (i * 31L + thread) % 20 * 500_000; // up to 10 ms
                    long armedAt = time.nanoTime();
                    TestTimer timer = new TestTimer() {
                        @Override
                        protected void fire() {
                            super.fire();
                            if (time.nanoTime() - armedAt < delay) {
                                wrong.add("early");
                            }
                            end.run();
                        }
                    };
                    time.schedule(timer, delay);
                    if (i % 3 == 0 && timer.cancel()) {
                        end.run();
                    }
                }
            }));
        }
        all.forEach(Thread::start);

        assertThat(over.await(20, SECONDS)).isTrue();
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(wrong).isEmpty();
        assertThat(ended).hasValue(threads * each);
        assertThat(time.pending(timer -> timer instanceof TestTimer)).isZero();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }
}
