package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Background;
import dev.breakwater.resilience.FailureClassifier;
import dev.breakwater.resilience.LeakAudit;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Race;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.policy.AttemptCarrier;
import dev.breakwater.resilience.policy.LayerKind;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.resilience.retry.RetryConfig.JitterMode;
import dev.breakwater.resilience.time.VirtualTime;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to one call at the same moment, on threads of its own: an answer, its time, its caller's leaving. */
class UniCallRaceTest {
    private static final long A_WHILE_NANOS = Boolean.getBoolean("breakwater.thorough") ? 5_000_000_000L : 300_000_000L;
    private static final PolicyConfig CONFIG = PolicyConfig.DEFAULTS
            .withTimeout(Duration.ofMillis(200))
            .withOrder(List.of(LayerKind.BULKHEAD, LayerKind.RETRY, LayerKind.TIMEOUT));

    private final VirtualTime time = new VirtualTime();
    private final Resilience resilience =
            LeakAudit.watch(new Resilience(time, () -> 0, FailureClassifier.plain(), AttemptCarrier.onThread()));
    private final Executor before = Infrastructure.getDefaultExecutor();

    /** Steps run on the thread on which they come, so that they race too, but one after the other: no deep stack. */
    private static final class OnTheirThread implements Executor {
        private final ThreadLocal<Deque<Runnable>> waiting = new ThreadLocal<>();

        @Override
        public void execute(Runnable step) {
            Deque<Runnable> before = waiting.get();
            if (before != null) {
                before.add(step);
                return;
            }
            Deque<Runnable> mine = new ArrayDeque<>();
            waiting.set(mine);
            try {
                for (Runnable next = step; next != null; next = mine.poll()) {
                    next.run();
                }
            } finally {
                waiting.remove();
            }
        }
    }

    @BeforeEach
    void runStepsWhereTheyCome() {
        Infrastructure.setDefaultExecutor(new OnTheirThread(), false);
    }

    @AfterEach
    void runThemAsBefore() {
        Infrastructure.setDefaultExecutor(before, false);
    }

    private static void repeat(BooleanSupplier round) {
        long began = System.nanoTime();
        int rounds = 0;
        while (System.nanoTime() - began < A_WHILE_NANOS) {
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

    @Test
    void anAnswerATimeoutAndALeavingCallerAreOneEnd() {
        Pipeline pipeline = resilience.define("fraud", CONFIG);
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger ends = new AtomicInteger();
        resilience.listen(event -> ends.addAndGet(event instanceof Event.CallEnded ? 1 : 0));
        try (Race race = new Race(3)) {
            repeat(() -> {
                Caller<String> caller = new Caller<>();
                HandWork work = new HandWork();
                caller.subscribeTo(Guard.uni(pipeline, work, false));
                race.run(thread -> switch (thread) {
                    case 0 -> answer(work);
                    case 1 -> passTime();
                    default -> caller.cancel();
                });
                return caller.signals() <= 1 && ends.get() == calls.incrementAndGet() && pipeline.outstanding() == 0;
            });
        }
    }

    @Test
    void anAnswerWhileTheTimerIsArmedLeavesNoTimer() {
        Pipeline pipeline = resilience.define("fraud", CONFIG);
        try (Race race = new Race(2)) {
            repeat(() -> {
                Caller<String> caller = new Caller<>();
                AtomicReference<UniEmitter<? super String>> asker = new AtomicReference<>();
                Uni<String> work = Uni.createFrom().emitter(emitter -> asker.set(emitter));
                race.run(thread -> thread == 0
                        ? caller.subscribeTo(Guard.uni(pipeline, () -> work, true))
                        : answerAsSoonAsAsked(asker));
                return caller.signals() == 1 && pipeline.outstanding() == 0;
            });
        }
    }

    private static Object answerAsSoonAsAsked(AtomicReference<UniEmitter<? super String>> asker) {
        Background.until(() -> asker.get() != null);
        asker.get().complete("scored");
        return null;
    }

    @Test
    void aFailureAndATimeoutAreFollowedByOneRetry() {
        Pipeline pipeline = resilience.define("fraud", CONFIG.withRetry(retryingAsOftenAsItLikes()));
        try (Race race = new Race(2)) {
            repeat(() -> {
                Caller<String> caller = new Caller<>();
                HandWork work = new HandWork();
                caller.subscribeTo(Guard.uni(pipeline, work, true));
                time.advanceMillis(150);
                race.run(thread -> thread == 0 ? fail(work) : passMillis(50));
                int pauses = time.pending(timer -> true);
                time.advanceMillis(100);
                int attempts = work.attempts();
                work.attempt(2).answer("scored");
                return pauses == 1 && attempts == 2 && caller.signals() == 1 && pipeline.outstanding() == 0;
            });
        }
    }

    @Test
    void aGrantTheEndOfPatienceAndALeavingCallerLoseNoPermit() {
        Pipeline pipeline =
                resilience.define("fraud", CONFIG.withBulkhead(new BulkheadConfig(1, 1, BulkheadConfig.Kind.FIXED)));
        try (Race race = new Race(3)) {
            repeat(() -> {
                Caller<String> caller = new Caller<>();
                HandWork work = new HandWork();
                pipeline.bulkhead().tryAcquire();
                caller.subscribeTo(Guard.uni(pipeline, work, false));
                race.run(thread -> switch (thread) {
                    case 0 -> giveBack(pipeline);
                    case 1 -> passTime();
                    default -> caller.cancel();
                });
                return caller.signals() <= 1 && pipeline.outstanding() == 0;
            });
        }
    }

    @Test
    void manyCallsAtOnceNeverRunMoreThanMayAndLoseNothing() {
        Pipeline pipeline =
                resilience.define("fraud", CONFIG.withBulkhead(new BulkheadConfig(1, 2, BulkheadConfig.Kind.FIXED)));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<List<Caller<String>>> callers;
        Supplier<Uni<String>> work = () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            running.decrementAndGet();
            return Uni.createFrom().item("scored");
        };
        int threads = 4;
        int each = 10_000;
        try (Race race = new Race(threads)) {
            callers = race.run(thread -> {
                List<Caller<String>> mine = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    Caller<String> caller = new Caller<>();
                    caller.subscribeTo(Guard.uni(pipeline, work, true));
                    mine.add(caller);
                }
                return mine;
            });
        }
        assertThat(most).hasValue(1);
        assertThat(callers.stream().flatMap(List::stream))
                .hasSize(threads * each)
                .allMatch(Caller::isAnswered);
    }

    private static RetryConfig retryingAsOftenAsItLikes() {
        return new RetryConfig(3, Duration.ofMillis(100), 1, Duration.ofMillis(100), 0, JitterMode.ADDITIVE, 1, 1000);
    }

    private static Object answer(HandWork work) {
        work.attempt(1).answer("scored");
        return null;
    }

    private static Object fail(HandWork work) {
        work.attempt(1).fail(new IOException("connection reset"));
        return null;
    }

    private static Object giveBack(Pipeline pipeline) {
        pipeline.bulkhead().release(0, Outcome.SUCCESS, 0);
        return null;
    }

    private Object passTime() {
        return passMillis(200);
    }

    private Object passMillis(long millis) {
        time.advanceMillis(millis);
        return null;
    }
}
