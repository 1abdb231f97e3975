package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Failure;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.deadline.DeadlineExpiredException;
import dev.breakwater.resilience.gate.Gate;
import dev.breakwater.resilience.gate.Waiter;
import dev.breakwater.resilience.policy.Attempt;
import dev.breakwater.resilience.policy.AttemptCarrier;
import dev.breakwater.resilience.policy.CallTime;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.Plan;
import dev.breakwater.resilience.policy.PolicyTimer;
import dev.breakwater.resilience.retry.Retry;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a pipeline's decisions to work for one subscription: the same as {@code BlockingExecutor}, without a thread that
 * waits.
 *
 * <p>Answers, timeouts, grants and the subscriber's cancellation may come at the same moment on different threads; one
 * number, {@code state}, decides which of them is heard. It runs {@code ENTERING → running(1) → between(1) → running(2)
 * → … → DONE}, and whoever moves it does what belongs to the move:
 * <ul>
 *   <li>{@code running(n) → between(n)}: attempt n failed or timed out. The mover gives the permits inside the retry
 *       back and decides about another attempt.
 *   <li>{@code → DONE}: the mover gives back all permits that the state it left holds, and answers the subscriber. In
 *       {@code ENTERING} and while a next attempt acquires its permits these are still in the hands of whoever acquires
 *       them: it finds the state gone and gives them back. A place in a queue belongs to whoever abandons it.
 * </ul>
 */
final class UniCall<T> implements UniSubscription {
    private static final int ENTERING = 0;
    private static final int DONE = -1;

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<UniCall> STATE =
            AtomicIntegerFieldUpdater.newUpdater(UniCall.class, "state");

    private final Plan plan;
    private final GuardedUni<T> guarded;
    private final @Nullable Attempt parent;
    private final UniSubscriber<? super T> subscriber;
    private final CallTime time;
    private final Executor callersContext;

    private volatile int state = ENTERING;
    private volatile @Nullable UniAttempt<T> attempt;
    private volatile @Nullable Place place;
    private volatile @Nullable Pause pause;
    private long permit0;
    private long permit1;
    private long admittedNanos; // when all gates around the retry had admitted the call
    private @Nullable Throwable real;

    UniCall(GuardedUni<T> guarded, @Nullable Attempt parent, UniSubscriber<? super T> subscriber) {
        this.plan = guarded.pipeline.plan();
        this.guarded = guarded;
        this.subscriber = subscriber;
        this.parent = parent;
        this.time = CallTime.begin(plan, parent);
        this.callersContext = CallersContext.capture();
    }

    // ---- before an attempt

    void begin() {
        subscriber.onSubscribe(this);
        if (state == DONE) { // it left as soon as it could
            return;
        }
        if (time.remainingNanos() <= 0) {
            end(
                    ENTERING,
                    plan.pipeline()
                            .refuse(new DeadlineExpiredException(plan.pipeline().name())));
            return;
        }
        acquire(ENTERING, 0);
    }

    /** Acquires the gates from the given one on, and begins the attempt when it has all of them. */
    private void acquire(int from, int first) {
        for (int i = first; i < plan.gateCount(); i++) {
            long permit = plan.gate(i).tryAcquire();
            if (permit == Gate.REFUSED) {
                refused(from, i);
                return;
            }
            keep(i, permit);
        }
        beginAttempt(from);
    }

    private void refused(int from, int index) {
        Gate gate = plan.gate(index);
        if (!gate.mayQueue()) {
            giveUp(from, index, plan.pipeline().refuse(gate.rejection()));
            return;
        }
        long patience = plan.queueNanos(time.remainingNanos());
        Place waiting = new Place(from, index);
        place = waiting;
        if (state != from) { // who cancelled before may not have seen the place
            if (waiting.abandon()) {
                waiting.leave();
            }
        } else if (patience > 0 && gate.enqueue(waiting)) {
            if (patience != Deadline.UNLIMITED) {
                plan.pipeline().resilience().time().schedule(waiting.patience, patience);
            }
            if (!waiting.isHeld()) { // granted, or left, before its timer was armed
                waiting.patience.cancel();
            }
        } else if (waiting.abandon()) {
            giveUp(from, index, plan.pipeline().refuse(gate.rejection()));
        }
    }

    /** Ends the call before its next attempt: the gates below {@code acquired} are given back. */
    private void giveUp(int from, int acquired, RejectedException refusal) {
        release(firstGateOf(from), acquired, Outcome.REJECTED, 0);
        Throwable retried = real;
        end(from, retried == null ? refusal : retried);
    }

    private int firstGateOf(int from) {
        return from == ENTERING ? 0 : plan.gatesAroundRetry();
    }

    private void beginAttempt(int from) {
        int number = from / 2 + 1;
        long limit = plan.attemptNanos(time);
        if (limit <= 0) {
            giveUp(
                    from,
                    plan.gateCount(),
                    plan.pipeline()
                            .refuse(new DeadlineExpiredException(plan.pipeline().name())));
            return;
        }
        UniAttempt<T> previous = attempt;
        UniAttempt<T> next = new UniAttempt<>(this, number, limit, previous == null ? null : previous.told);
        attempt = next;
        if (number == 1) {
            admittedNanos = time.elapsedNanos();
            if (plan.retry() != null) {
                plan.pipeline().retry().onCall();
            }
        }
        if (STATE.compareAndSet(this, from, running(number))) {
            next.subscribe();
        } else {
            release(firstGateOf(from), plan.gateCount(), Outcome.CANCELLED, 0);
        }
    }

    private static int running(int attempt) {
        return attempt * 2 - 1;
    }

    private static int between(int attempt) {
        return attempt * 2;
    }

    // ---- after an attempt

    void succeeded(UniAttempt<T> ended, @Nullable T item) {
        if (!STATE.compareAndSet(this, running(ended.number), DONE)) {
            return;
        }
        ended.over(Outcome.SUCCESS, false);
        release(plan.gatesAroundRetry(), plan.gateCount(), Outcome.SUCCESS, ended.elapsedNanos());
        release(0, plan.gatesAroundRetry(), Outcome.SUCCESS, admittedForNanos());
        plan.pipeline().callEnded(Outcome.SUCCESS, ended.number, time.elapsedNanos());
        outside(ended, () -> subscriber.onItem(item));
    }

    void failed(UniAttempt<T> ended, Throwable thrown) {
        int between = between(ended.number);
        if (!STATE.compareAndSet(this, running(ended.number), between)) {
            return;
        }
        Failure failure = plan.pipeline().resilience().classifier().classify(thrown);
        boolean timedOut = plan.isOwnTimeout(thrown);
        if (timedOut) {
            ended.cancelWork();
        }
        long elapsed = ended.elapsedNanos();
        ended.over(failure.outcome(), timedOut);
        release(plan.gatesAroundRetry(), plan.gateCount(), failure.outcome(), elapsed);
        // A retry that we refused or cut short ourselves reports what it was a retry of.
        real = real == null || failure.outcome().isOfDependency() ? thrown : real;
        long delay = delayBeforeNext(ended.number, failure, elapsed);
        if (delay == Retry.STOP) {
            end(between, real);
        } else {
            plan.pipeline().retryScheduled(ended.number, delay);
            Pause next = new Pause(between);
            pause = next;
            plan.pipeline().resilience().time().schedule(next, delay);
            if (state == DONE) {
                next.cancel();
            }
        }
    }

    private long delayBeforeNext(int attempts, Failure failure, long elapsedNanos) {
        return plan.retry() == null
                ? Retry.STOP
                : plan.pipeline()
                        .retry()
                        .nextDelayNanos(
                                plan.retry(),
                                attempts,
                                failure,
                                elapsedNanos,
                                time.remainingNanos(),
                                guarded.repeatable);
    }

    void timedOut(UniAttempt<T> late) {
        callersContext.execute(() -> failed(late, timeout(late)));
    }

    AttemptTimeoutException timeout(UniAttempt<T> late) {
        boolean cutByCaller = plan.isCutByCaller(time, late.limitNanos);
        return new AttemptTimeoutException(plan.pipeline().name(), late.limitNanos, cutByCaller);
    }

    // ---- the end

    private void end(int from, Throwable failure) {
        if (!STATE.compareAndSet(this, from, DONE)) {
            return;
        }
        Outcome outcome =
                plan.pipeline().resilience().classifier().classify(failure).outcome();
        if (from != ENTERING) {
            release(0, plan.gatesAroundRetry(), outcome, admittedForNanos());
        }
        plan.pipeline().callEnded(outcome, from / 2, time.elapsedNanos());
        outside(attempt, () -> subscriber.onFailure(failure));
    }

    /** The subscriber does not belong to the attempt, also where that ended in one of its own steps. */
    private void outside(@Nullable UniAttempt<T> ended, Runnable signal) {
        AttemptCarrier carrier = plan.pipeline().resilience().carrier();
        Attempt told = ended == null ? null : ended.told;
        if (told == null || carrier.current() != told) {
            signal.run();
            return;
        }
        carrier.set(parent);
        try {
            signal.run();
        } finally {
            carrier.set(told);
        }
    }

    @Override
    public void cancel() {
        int left = STATE.getAndSet(this, DONE);
        if (left == DONE) {
            return;
        }
        Place waiting = place;
        if (waiting != null && waiting.abandon()) {
            waiting.leave();
        }
        UniAttempt<T> current = attempt;
        boolean running = left % 2 == 1;
        if (running && current != null) {
            current.cancelWork();
            current.over(Outcome.CANCELLED, false);
            release(0, plan.gateCount(), Outcome.CANCELLED, current.elapsedNanos());
        } else if (left != ENTERING) {
            Pause waitingForNext = pause;
            if (waitingForNext != null) {
                waitingForNext.cancel();
            }
            release(0, plan.gatesAroundRetry(), Outcome.CANCELLED, admittedForNanos());
        }
        plan.pipeline().callEnded(Outcome.CANCELLED, (left + 1) / 2, time.elapsedNanos());
    }

    // ---- permits

    private void keep(int gate, long permit) {
        if (gate == 0) {
            permit0 = permit;
        } else {
            permit1 = permit;
        }
    }

    private void release(int first, int end, Outcome outcome, long elapsedNanos) {
        for (int i = end - 1; i >= first; i--) {
            plan.gate(i).release(i == 0 ? permit0 : permit1, outcome, elapsedNanos);
        }
    }

    /** How long the call took, retries included, but not what it waited for a permit first. */
    private long admittedForNanos() {
        return time.elapsedNanos() - admittedNanos;
    }

    // ---- what its attempts need

    boolean isRunning(int number) {
        return state == running(number);
    }

    Pipeline pipeline() {
        return plan.pipeline();
    }

    Supplier<Uni<T>> work() {
        return guarded.work;
    }

    CallTime time() {
        return time;
    }

    Context mutinyContext() {
        return subscriber.context();
    }

    /** The wait between two attempts. */
    private final class Pause extends PolicyTimer {
        private final int between;

        Pause(int between) {
            this.between = between;
        }

        @Override
        protected void fire() {
            callersContext.execute(() -> {
                if (state == between) {
                    acquire(between, plan.gatesAroundRetry());
                }
            });
        }

        @Override
        protected Pipeline pipeline() {
            return plan.pipeline();
        }
    }

    /** A place in a gate's queue, for the gate at {@code index}; the gates before it are already ours. */
    private final class Place extends Waiter {
        private final int from;
        private final int index;
        private volatile boolean held = true;

        final PolicyTimer patience = new PolicyTimer() {
            @Override
            protected void fire() {
                if (abandon()) {
                    held = false;
                    callersContext.execute(() -> giveUp(
                            from, index, plan.pipeline().refuse(plan.gate(index).rejection())));
                }
            }

            @Override
            protected Pipeline pipeline() {
                return plan.pipeline();
            }
        };

        Place(int from, int index) {
            this.from = from;
            this.index = index;
        }

        boolean isHeld() {
            return held;
        }

        @Override
        protected void granted() {
            held = false;
            patience.cancel();
            // Never on the thread that gave the permit back: a long queue would become a deep stack.
            callersContext.execute(() -> {
                keep(index, 0);
                acquire(from, index + 1);
            });
        }

        /** Gives back what the waiting call had acquired. Only for whoever abandoned the place. */
        void leave() {
            held = false;
            patience.cancel();
            release(firstGateOf(from), index, Outcome.CANCELLED, 0);
        }
    }
}
