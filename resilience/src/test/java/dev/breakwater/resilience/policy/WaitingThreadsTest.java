package dev.breakwater.resilience.policy;

import static dev.breakwater.resilience.Background.answer;
import static dev.breakwater.resilience.Background.failure;
import static dev.breakwater.resilience.Background.until;
import static dev.breakwater.resilience.Trial.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Background;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.breaker.BreakerConfig.Mode;
import dev.breakwater.resilience.breaker.BreakerConfig.WindowType;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.bulkhead.BulkheadFullException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that wait for a permit. */
class WaitingThreadsTest {
    private final Trial trial = new Trial();
    private final Background background = new Background();
    private final Pipeline pipeline = trial.define(
            "fraud",
            PolicyConfig.DEFAULTS
                    .withTimeout(Duration.ofMillis(200))
                    .withBulkhead(new BulkheadConfig(1, 1, BulkheadConfig.Kind.FIXED)));

    @AfterEach
    void stop() {
        background.close();
    }

    private void fill() {
        pipeline.bulkhead().tryAcquire();
    }

    private void giveBack() {
        pipeline.bulkhead().release(0, Outcome.SUCCESS, 0);
    }

    private Future<Long> waiting() {
        fill();
        Future<Long> call = background.begin(() -> pipeline.call(
                () -> trial.resilience.carrier().current().deadline().remainingNanos() / MILLIS));
        until(() -> pipeline.bulkhead().waiting() == 1);
        return call;
    }

    @Test
    void goOnWhenAPermitComesBack() {
        Future<Long> call = waiting();

        giveBack();
        assertThat(answer(call)).isEqualTo(200);
    }

    @Test
    void areRefusedWhereTheQueueIsFullToo() {
        Future<Long> first = waiting();

        Future<String> second = background.begin(() -> pipeline.call(() -> "scored"));
        assertThat(failure(second))
                .isInstanceOf(BulkheadFullException.class)
                .hasMessage("bulkhead 'fraud' is full: 1 of 1 calls are running and 1 of 1 are waiting");
        giveBack();
        answer(first);
    }

    @Test
    void waitNoLongerThanAnAttemptMayTake() {
        Future<Long> call = waiting();
        until(() -> trial.time.pending(timer -> true) == 1);

        trial.time.advanceMillis(199);
        assertThat(call).isNotDone();
        trial.time.advanceMillis(1);
        assertThat(failure(call)).isInstanceOf(BulkheadFullException.class);
        assertThat(trial.told()).containsExactly("rejected: bulkhead-full", "call: REJECTED after 200 ms, attempts: 0");
        giveBack();
    }

    @Test
    void waitNoLongerThanTheDeadline() {
        pipeline.reconfigure(pipeline.config().withDeadline(Duration.ofMillis(50)));
        Future<Long> call = waiting();
        until(() -> trial.time.pending(timer -> true) == 1);

        trial.time.advanceMillis(50);
        assertThat(failure(call)).isInstanceOf(BulkheadFullException.class);
        giveBack();
    }

    @Test
    void haveTheirWholeTimeoutForTheAttemptWhereTheyWaitForEachOne() {
        pipeline.reconfigure(pipeline.config()
                .withOrder(List.of(LayerKind.RETRY, LayerKind.BREAKER, LayerKind.BULKHEAD, LayerKind.TIMEOUT)));
        Future<Long> call = waiting();
        until(() -> trial.time.pending(timer -> true) == 1);

        trial.time.advanceMillis(150);
        giveBack();
        assertThat(answer(call)).isEqualTo(200);
    }

    @Test
    void areNotSlowForHavingWaited() {
        BreakerConfig slowFrom100 = new BreakerConfig(
                Mode.RATE,
                5,
                WindowType.COUNT,
                1,
                1,
                1,
                Duration.ofMillis(100),
                1,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60));
        pipeline.reconfigure(pipeline.config().withBreaker(slowFrom100));
        Future<Long> call = waiting();
        until(() -> trial.time.pending(timer -> true) == 1);

        trial.time.advanceMillis(150);
        giveBack();
        answer(call);
        assertThat(pipeline.breaker().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void leaveTheQueueWhenInterruptedAndSayThatRatherThanThatItIsFull() {
        fill();
        Thread[] waiter = new Thread[1];
        Future<String> call = background.begin(() -> {
            waiter[0] = Thread.currentThread();
            return pipeline.call(() -> "scored");
        });
        until(() -> pipeline.bulkhead().waiting() == 1);

        waiter[0].interrupt();
        assertThat(failure(call)).isInstanceOf(InterruptedException.class);
        assertThat(trial.told()).containsExactly("call: CANCELLED after 0 ms, attempts: 0");
        giveBack();
    }
}
