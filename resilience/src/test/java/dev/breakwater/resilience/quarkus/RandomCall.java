package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.Trial.Busy;
import dev.breakwater.resilience.policy.Attempt;
import dev.breakwater.resilience.policy.LayerKind;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A call of a {@link Schedule}: what it may do, and what must hold of it. */
final class RandomCall {
    private final SplittableRandom random;
    private final Trial trial;
    private final Pipeline pipeline;
    private final PolicyConfig config;
    private final boolean enabled;
    private final boolean repeatable;
    private final long deadlineNanos;
    private final long beganNanos;
    private final HandWork work = new HandWork();
    private final Caller<String> caller = new Caller<>();
    private final List<Integer> attempts = new ArrayList<>(); // which exchange of the work each was; 0: done at once
    private final Consumer<RandomCall> atAttempt;
    private boolean hasLeft;
    private AssertionError broken;

    /**
     * @param callers what the request still has; null where it has no limit
     * @param atAttempt told of each attempt of a protected call as it begins
     */
    RandomCall(
            SplittableRandom random, Trial trial, Pipeline pipeline, Duration callers, Consumer<RandomCall> atAttempt) {
        this.random = random;
        this.trial = trial;
        this.pipeline = pipeline;
        this.atAttempt = atAttempt;
        this.config = pipeline.config();
        this.enabled = trial.resilience.enabled();
        this.repeatable = random.nextInt(4) > 0;
        this.beganNanos = trial.time.nanoTime();
        long policys =
                config.deadline() == null ? Long.MAX_VALUE : config.deadline().toNanos();
        this.deadlineNanos = callers == null ? policys : Math.min(policys, callers.toNanos());
        if (random.nextInt(20) == 0) {
            leave();
        }
    }

    // ---- what it may do

    void begin() {
        caller.subscribeTo(Guard.uni(pipeline, this::attempt, repeatable));
    }

    /** One attempt: mostly it is answered by hand later, but some work is done, or broken, at once. */
    private Uni<String> attempt() {
        int what = random.nextInt(10);
        attempts.add(what < 3 ? 0 : work.attempts() + 1);
        if (enabled) {
            checkAttemptOnceItMatters();
        }
        return switch (what) {
            case 0 -> Uni.createFrom().item("at once");
            case 1 -> Uni.createFrom().failure(new IOException("at once"));
            case 2 -> throw new IllegalStateException("asked in vain");
            default -> work.get();
        };
    }

    /** Answers one of its attempts, maybe one that has ended long ago. */
    void answerAny() {
        if (work.attempts() == 0) {
            return;
        }
        HandWork.Exchange exchange =
                work.attempt(random.nextBoolean() ? work.attempts() : 1 + random.nextInt(work.attempts()));
        switch (random.nextInt(6)) {
            case 0, 1 -> exchange.answer("by hand");
            case 2 -> exchange.answer(null);
            case 3 -> exchange.fail(new Busy(random.nextInt(80)));
            case 4 -> exchange.fail(new IllegalArgumentException("no"));
            default -> exchange.fail(new IOException("gone"));
        }
    }

    void leave() {
        hasLeft |= !caller.isAnswered();
        caller.cancel();
    }

    // ---- what must hold

    /** To throw it here would be a failure of the work, from which the call recovers: {@link #check} throws it. */
    private void checkAttemptOnceItMatters() {
        try {
            checkAttempt();
            atAttempt.accept(this);
        } catch (AssertionError e) {
            broken = broken == null ? e : broken;
        }
    }

    private void checkAttempt() {
        int most = repeatable && config.order().contains(LayerKind.RETRY)
                ? config.retry().maxAttempts()
                : 1;
        assertThat(attempts()).as("attempts").isLessThanOrEqualTo(most);
        assertThat(attempts() == 1 || isAttemptOver(attempts() - 1))
                .as("the attempt before has ended")
                .isTrue();
        assertThat(caller.isAnswered() || hasLeft)
                .as("an attempt after the end")
                .isFalse();
        long left =
                deadlineNanos == Long.MAX_VALUE ? Long.MAX_VALUE : deadlineNanos - (trial.time.nanoTime() - beganNanos);
        assertThat(left).as("time left at the attempt").isPositive();
        Attempt current = trial.resilience.carrier().current();
        if (deadlineNanos != Long.MAX_VALUE || config.order().contains(LayerKind.TIMEOUT)) {
            assertThat(current.number()).isEqualTo(attempts());
            assertThat(current.deadline().remainingNanos()).isPositive().isLessThanOrEqualTo(left);
        }
    }

    void check() {
        if (!enabled) {
            return; // then it is the work alone, and that keeps to nothing here
        }
        if (broken != null) {
            throw broken;
        }
        assertThat(caller.signals()).as("signals").isLessThanOrEqualTo(1);
        assertThat(caller.wasToldAfterCancel()).as("told after it had left").isFalse();
    }

    void checkItEnded() {
        check();
        assertThat(caller.isAnswered() || hasLeft).as("answered").isTrue();
    }

    boolean isOver() {
        return hasLeft || caller.isAnswered();
    }

    /** Whether an attempt of it is under way. */
    boolean isRunning() {
        return enabled && !attempts.isEmpty() && !isAttemptOver(attempts());
    }

    /** Whether an attempt, from 1, has ended. */
    boolean isAttemptOver(int number) {
        int exchange = attempts.get(number - 1);
        return exchange == 0 || work.attempt(exchange).isOver();
    }

    boolean isProtected() {
        return enabled;
    }

    boolean hasLeft() {
        return hasLeft;
    }

    int attempts() {
        return attempts.size();
    }
}
