package dev.breakwater.resilience.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> fired = new ArrayList<>();

    @Test
    void standsUntilItIsMoved() {
        long began = time.nanoTime();
        assertThat(time.nanoTime()).isEqualTo(began);

        time.advanceMillis(3);
        assertThat(time.nanoTime() - began).isEqualTo(3_000_000);
    }

    @Test
    void passesTheOverflowAfterFiveMilliseconds() {
        assertThat(time.nanoTime()).isEqualTo(Long.MAX_VALUE - 5_000_000);
        time.advanceMillis(6);
        assertThat(time.nanoTime()).isNegative();
    }

    @Test
    void firesWhatComesDueInOrderEachAtItsOwnTime() {
        long began = time.nanoTime();
        time.schedule(new TestTimer(() -> fired.add("later at " + (time.nanoTime() - began))), 20);
        time.schedule(new TestTimer(() -> fired.add("sooner at " + (time.nanoTime() - began))), 10);
        time.schedule(new TestTimer(() -> fired.add("never")), 31);

        time.advance(30);

        assertThat(fired).containsExactly("sooner at 10", "later at 20");
        assertThat(time.nanoTime() - began).isEqualTo(30);
    }

    @Test
    void firesWhatATimerArmsOnTheWay() {
        time.schedule(new TestTimer(() -> time.schedule(new TestTimer(() -> fired.add("second")), 5)), 10);

        time.advance(14);
        assertThat(fired).isEmpty();
        time.advance(1);
        assertThat(fired).containsExactly("second");
    }

    @Test
    void firesAnOverdueDelayAtTheNextMove() {
        time.schedule(new TestTimer(() -> fired.add("now")), -5);

        time.advance(0);
        assertThat(fired).containsExactly("now");
    }

    @Test
    void aDelayLongerThanTheClockCanCountNeverComes() {
        time.advance(1);
        TestTimer never = new TestTimer();
        time.schedule(never, Long.MAX_VALUE);

        time.advance(Long.MAX_VALUE / 2);
        assertThat(never.fired).isZero();
        assertThat(time.pending(timer -> true)).isOne();
    }

    @Test
    void sleepingMovesIt() throws InterruptedException {
        long began = time.nanoTime();
        time.sleep(7);
        assertThat(time.nanoTime() - began).isEqualTo(7);
    }

    @Test
    void sleepingInterruptedMovesNothing() {
        long began = time.nanoTime();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> time.sleep(7));
        assertThat(time.nanoTime()).isEqualTo(began);
    }

    @Test
    void goesToTheNextTimerAndNoFurther() {
        long began = time.nanoTime();
        time.schedule(new TestTimer(() -> fired.add("second")), 9);
        time.schedule(new TestTimer(() -> fired.add("first")), 4);

        assertThat(time.advanceToNext()).isTrue();
        assertThat(time.nanoTime() - began).isEqualTo(4);
        assertThat(fired).containsExactly("first");

        assertThat(time.advanceToNext()).isTrue();
        assertThat(time.advanceToNext()).isFalse();
        assertThat(time.nanoTime() - began).isEqualTo(9);
    }

    @Test
    void timersThatCameDueDuringAJumpFireAfterIt() {
        long began = time.nanoTime();
        List<Long> seen = new ArrayList<>();
        time.schedule(new TestTimer(() -> seen.add(time.nanoTime() - began)), 9);
        time.schedule(new TestTimer(() -> seen.add(time.nanoTime() - began)), 4);
        time.schedule(new TestTimer(() -> seen.add(time.nanoTime() - began)), 101);

        time.jump(100);

        assertThat(seen).containsExactly(100L, 100L);
        assertThat(time.nanoTime() - began).isEqualTo(100);
    }

    @Test
    void aSleepEndsAtTheTimerThatInterruptsIt() {
        long began = time.nanoTime();
        Thread sleeper = Thread.currentThread();
        time.schedule(new TestTimer(() -> fired.add("before")), 3);
        time.schedule(new TestTimer(sleeper::interrupt), 5);
        time.schedule(new TestTimer(() -> fired.add("after")), 6);

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> time.sleep(7));
        assertThat(time.nanoTime() - began).isEqualTo(5);
        assertThat(fired).containsExactly("before");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void neverGoesBackWhereATimerMovesItFurtherThanItWasMovedItself() {
        long began = time.nanoTime();
        time.schedule(new TestTimer(() -> time.advance(100)), 10);

        time.advance(20);
        assertThat(time.nanoTime() - began).isEqualTo(110);
    }

    @Test
    void chanceIsFromZeroToOne() {
        RandomSource random = RandomSource.system();
        List<Double> drawn = Stream.generate(random::nextDouble).limit(1000).toList();

        assertThat(drawn).allMatch(number -> number >= 0 && number < 1).doesNotHaveDuplicates();
    }
}
