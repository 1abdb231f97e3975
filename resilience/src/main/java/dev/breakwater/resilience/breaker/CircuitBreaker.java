package dev.breakwater.resilience.breaker;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.gate.Gate;
import dev.breakwater.resilience.time.TimeSource;
import dev.breakwater.resilience.time.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Stops calls to a dependency that keeps failing, and lets exactly one probe at a time find out whether it is back.
 *
 * <p>All state is one immutable {@link Phase}, replaced by compare-and-set. Every phase has a generation of its own, and
 * a permit is the generation that admitted the call: an outcome whose generation has passed is of a call that began
 * under other circumstances, and is not counted. A probe is a phase of its own too; when it ends without an answer
 * (cancelled, rejected further in) its place is free again, and when it is lost its lease runs out. So no probe can be
 * let through twice, and none can block the breaker for good.
 *
 * <p>Thread-safe and lock-free in its consecutive mode; a rate takes a short lock for each outcome.
 */
public final class CircuitBreaker implements Gate {

    /** What the breaker does with calls. */
    public enum State {
        /** Lets calls through and counts how they end. */
        CLOSED,
        /** Refuses calls until its open time is over. */
        OPEN,
        /** Lets one probe through at a time. */
        HALF_OPEN,
        /** Refuses calls because an operator said so. */
        FORCED_OPEN,
        /** Lets calls through and counts nothing, because an operator said so. */
        FORCED_CLOSED
    }

    /** What an operator may ask for: see {@link #command}. */
    public enum Command {
        /** Refuse every call. */
        FORCED_OPEN,
        /** Let every call through, whatever happens. */
        FORCED_CLOSED,
        /** Take a forced state back; leave any other as it is. */
        AUTO,
        /** Close and forget everything counted. */
        RESET
    }

    /**
     * Told of every change of state, on the thread that caused it.
     */
    public interface Listener {
        void changed(State from, State to, String reason);
    }

    /**
     * One stretch of the breaker's life. Immutable but for the tally.
     *
     * @param sinceNanos when it began; for a probe, when the probe was let through
     * @param lastsNanos until a forced state expires; {@link #FOR_GOOD} where it does not
     * @param openTime how long an open one lasts; null for all others
     * @param probing in half-open, whether the one place is taken
     */
    private record Phase(
            State state,
            long generation,
            long sinceNanos,
            long lastsNanos,
            @Nullable OpenTime openTime,
            boolean probing,
            Tally tally,
            String reason) {

        Phase to(State next, long now, long lasts, boolean nextProbing, Tally nextTally, String why) {
            return new Phase(next, generation + 1, now, lasts, null, nextProbing, nextTally, why);
        }

        Phase toOpen(long now, OpenTime time, String why) {
            return new Phase(State.OPEN, generation + 1, now, FOR_GOOD, time, false, tally, why);
        }
    }

    /**
     * How long the breaker stays open. A timer ends it, so that refusing a call, which is done most when there is least
     * time, reads no clock.
     */
    private static final class OpenTime extends Timer {
        private final Deadline end;
        private volatile boolean over;

        OpenTime(Deadline end) {
            this.end = end;
        }

        @Override
        protected void fire() {
            over = true;
        }
    }

    /** What all calls are told that one phase refuses. */
    private record Refusal(Phase phase, BreakerOpenException exception) {}

    private static final long FOR_GOOD = -1;
    private static final AtomicReferenceFieldUpdater<CircuitBreaker, Phase> PHASE =
            AtomicReferenceFieldUpdater.newUpdater(CircuitBreaker.class, Phase.class, "phase");

    private final String name;
    private final TimeSource time;
    private final Listener listener;
    private volatile Phase phase;
    private volatile BreakerConfig config;
    private volatile @Nullable Refusal lastRefusal;

    /**
     * @param name the policy's name, for messages
     * @param listener told of every change of state
     */
    public CircuitBreaker(String name, BreakerConfig config, TimeSource time, Listener listener) {
        this.name = name;
        this.config = config;
        this.time = time;
        this.listener = listener;
        this.phase = new Phase(State.CLOSED, 0, time.nanoTime(), FOR_GOOD, null, false, newTally(config), "started");
    }

    @Override
    public long tryAcquire() {
        Phase current = phase;
        if (current.state == State.OPEN && !isOpenTimeOver(current)) {
            return REFUSED;
        }
        if (current.state == State.CLOSED && current.tally.tripped() == null) {
            return current.generation;
        }
        return tryAcquireAtATurn();
    }

    /** As {@link #tryAcquire}, in the phases that few calls meet: that end, or let only some through. */
    private long tryAcquireAtATurn() {
        while (true) {
            Phase current = phase;
            switch (current.state) {
                case CLOSED -> {
                    String tripped = current.tally.tripped();
                    if (tripped == null) {
                        return current.generation;
                    }
                    open(current, tripped); // the call that tripped it is about to do the same
                }
                case OPEN -> {
                    if (!isOpenTimeOver(current)) {
                        return REFUSED;
                    }
                    Phase probe = probe(current, "the open time is over");
                    if (replace(current, probe)) {
                        return probe.generation;
                    }
                }
                case HALF_OPEN -> {
                    if (current.probing && elapsedIn(current) < config.lease().toNanos()) {
                        return REFUSED;
                    }
                    Phase probe = probe(current, current.probing ? "the probe's lease ran out" : "next probe");
                    if (replace(current, probe)) {
                        return probe.generation;
                    }
                }
                case FORCED_OPEN -> {
                    if (!expire(current)) {
                        return REFUSED;
                    }
                }
                case FORCED_CLOSED -> {
                    if (!expire(current)) {
                        return current.generation;
                    }
                }
            }
        }
    }

    @Override
    public void release(long permit, Outcome outcome, long elapsedNanos) {
        Phase current = phase;
        if (permit != current.generation) {
            return;
        }
        if (current.state == State.CLOSED) {
            count(current, outcome, elapsedNanos);
        }
        // A change of figures keeps the generation but replaces the phase: then the probe's word is given again.
        while (current.state == State.HALF_OPEN && permit == current.generation && !decide(current, outcome)) {
            current = phase;
        }
    }

    private void count(Phase current, Outcome outcome, long elapsedNanos) {
        if (outcome == Outcome.SUCCESS) {
            current.tally.success(elapsedNanos);
        } else if (outcome.isFailure()) {
            current.tally.failure(elapsedNanos);
        } else {
            return;
        }
        String tripped = current.tally.tripped();
        if (tripped != null) {
            open(current, tripped);
        }
    }

    private boolean decide(Phase current, Outcome outcome) {
        if (outcome.isHealthy()) {
            return replace(current, closed(current, "the probe succeeded"));
        }
        if (outcome.isFailure()) {
            return open(current, "the probe failed");
        }
        return replace(
                current, current.to(State.HALF_OPEN, now(), FOR_GOOD, false, current.tally, "the probe had no answer"));
    }

    private boolean open(Phase current, String why) {
        return replace(current, current.toOpen(now(), openFor(config.open().toNanos()), why));
    }

    private OpenTime openFor(long nanos) {
        return new OpenTime(Deadline.after(nanos, time));
    }

    private static boolean isOpenTimeOver(Phase current) {
        return current.openTime != null && current.openTime.over;
    }

    private Phase probe(Phase current, String why) {
        return current.to(State.HALF_OPEN, now(), FOR_GOOD, true, current.tally, why);
    }

    /** Ends a forced state whose time is over. */
    private boolean expire(Phase current) {
        if (current.lastsNanos == FOR_GOOD || elapsedIn(current) < current.lastsNanos) {
            return false;
        }
        replace(current, closed(current, current.state + " expired"));
        return true;
    }

    private Phase closed(Phase current, String why) {
        return current.to(State.CLOSED, now(), FOR_GOOD, false, newTally(config), why);
    }

    private boolean replace(Phase current, Phase next) {
        if (!PHASE.compareAndSet(this, current, next)) {
            return false;
        }
        restartTimer(current.openTime, next.openTime);
        if (current.state != next.state) {
            listener.changed(current.state, next.state, next.reason);
        }
        return true;
    }

    private void restartTimer(@Nullable OpenTime before, @Nullable OpenTime now) {
        if (before != null && before != now) {
            before.cancel();
        }
        if (now != null && before != now) {
            long left = now.end.remainingNanos();
            if (left > 0) {
                time.schedule(now, left);
            } else {
                now.fire();
            }
        }
    }

    /**
     * Does what an operator asks.
     *
     * @param reason why, for the log and {@link #reason()}
     * @param expiry how long a forced state lasts, 0 or more; null for good. Without meaning for {@code AUTO} and
     *     {@code RESET}.
     */
    public void command(Command command, String reason, @Nullable Duration expiry) {
        if (expiry != null && expiry.isNegative()) {
            throw new IllegalArgumentException("the expiry is " + expiry + "; it must not be below 0");
        }
        long lasts = expiry == null ? FOR_GOOD : expiry.toNanos();
        Phase current;
        Phase next;
        do {
            current = phase;
            boolean forced = current.state == State.FORCED_OPEN || current.state == State.FORCED_CLOSED;
            if (command == Command.AUTO && !forced) {
                return;
            }
            next = switch (command) {
                case FORCED_OPEN -> current.to(State.FORCED_OPEN, now(), lasts, false, newTally(config), reason);
                case FORCED_CLOSED -> current.to(State.FORCED_CLOSED, now(), lasts, false, newTally(config), reason);
                case AUTO, RESET -> closed(current, reason);
            };
        } while (!replace(current, next));
    }

    /** Puts other figures in force. What was counted stays counted, and calls in flight keep their permits. */
    public void reconfigure(BreakerConfig next) {
        BreakerConfig before = config;
        config = next;
        Phase current;
        Phase same;
        do {
            current = phase;
            Tally tally = before.mode() == next.mode() ? current.tally.under(next) : newTally(next);
            same = new Phase(
                    current.state,
                    current.generation,
                    current.sinceNanos,
                    current.lastsNanos,
                    current.openTime == null ? null : openFor(next.open().toNanos() - elapsedIn(current)),
                    current.probing,
                    tally,
                    current.reason);
        } while (!PHASE.compareAndSet(this, current, same));
        restartTimer(current.openTime, same.openTime);
    }

    /** The state now. */
    public State state() {
        Phase current = phase;
        boolean forced = current.state == State.FORCED_OPEN || current.state == State.FORCED_CLOSED;
        return forced && expire(current) ? phase.state : current.state;
    }

    /** Why it is in the state it is in. */
    public String reason() {
        return phase.reason;
    }

    /** Nanoseconds until a forced state ends by itself; {@link Deadline#UNLIMITED} where none does. */
    public long expiresInNanos() {
        Phase current = phase;
        return current.lastsNanos == FOR_GOOD
                ? Deadline.UNLIMITED
                : Math.max(0, current.lastsNanos - elapsedIn(current));
    }

    /** Probes under way: 0 or 1. */
    public int probes() {
        return phase.probing ? 1 : 0;
    }

    @Override
    public RejectedException rejection() {
        Phase current = phase;
        Refusal refusal = lastRefusal;
        if (refusal == null || refusal.phase != current) {
            refusal = new Refusal(current, new BreakerOpenException(name, current.state, current.reason, end(current)));
            lastRefusal = refusal;
        }
        return refusal.exception;
    }

    /** When another call may pass, where that is known. */
    private @Nullable Deadline end(Phase current) {
        if (current.state == State.FORCED_OPEN && current.lastsNanos != FOR_GOOD) {
            return Deadline.after(current.lastsNanos - elapsedIn(current), time);
        }
        return current.openTime == null ? null : current.openTime.end;
    }

    @Override
    public boolean measuresTime() {
        return config.mode() == BreakerConfig.Mode.RATE;
    }

    private Tally newTally(BreakerConfig figures) {
        return figures.mode() == BreakerConfig.Mode.CONSECUTIVE
                ? new ConsecutiveTally(figures.failures())
                : new RateTally(figures, time);
    }

    private long elapsedIn(Phase current) {
        return now() - current.sinceNanos;
    }

    private long now() {
        return time.nanoTime();
    }
}
