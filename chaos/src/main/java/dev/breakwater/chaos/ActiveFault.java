package dev.breakwater.chaos;

import dev.breakwater.chaos.fault.Call;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.resilience.time.TimeSource;
import dev.breakwater.resilience.time.Timer;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A fault from the moment it is enabled to its end: what it has hit and what it holds. Thread-safe. */
final class ActiveFault {
    private final Fault fault;
    private final TimeSource time;
    private final Instant enabledAt;
    private final long enabledNanos;
    private final Semaphore places;
    private final Set<Hold> holds = ConcurrentHashMap.newKeySet();
    private final LongAdder injected = new LongAdder();
    private final Timer expiry;
    private volatile boolean over;

    /**
     * @param places the places for held calls, shared by all faults
     * @param onExpiry called on the timer thread when the fault's time is over
     */
    ActiveFault(Fault fault, TimeSource time, Instant enabledAt, Semaphore places, Consumer<ActiveFault> onExpiry) {
        this.fault = fault;
        this.time = time;
        this.enabledAt = enabledAt;
        this.enabledNanos = time.nanoTime();
        this.places = places;
        this.expiry = new Timer() {
            @Override
            protected void fire() {
                onExpiry.accept(ActiveFault.this);
            }
        };
    }

    Fault fault() {
        return fault;
    }

    void begin() {
        if (fault.durationMs() != null) {
            time.schedule(expiry, durationNanos(fault.durationMs()));
        }
        if (over) {
            expiry.cancel(); // it was replaced already
        }
    }

    /** Ends the fault; every call that it holds goes on at once. */
    void end() {
        over = true; // before the holds are walked: a hold that comes too late for the walk sees it
        expiry.cancel();
        holds.forEach(Hold::release);
    }

    boolean hits(String point, @Nullable Call call) {
        return fault.behaviour().hitsCalls()
                && fault.point().equals(point)
                && (call == null || fault.match().fits(call))
                && !hasExpired();
    }

    void countInjection() {
        injected.increment();
    }

    @Nullable
    Hold hold(long nanos, Consumer<Hold.End> then) {
        if (!places.tryAcquire()) {
            return null;
        }
        Hold hold = new Hold(this, then);
        holds.add(hold);
        time.schedule(hold, nanos);
        if (over) {
            hold.release();
        }
        if (hold.hasEnded()) {
            hold.cancel(); // released before it was scheduled
        }
        return hold;
    }

    void vacate(Hold hold) {
        holds.remove(hold);
        places.release();
    }

    FaultReport report() {
        Instant expiresAt = fault.durationMs() == null ? null : enabledAt.plusMillis(fault.durationMs());
        return new FaultReport(fault, enabledAt, expiresAt, !over && !hasExpired(), injected.sum(), holds.size());
    }

    /** The timer may be late by a tick; a call that comes in between is spared. */
    boolean hasExpired() {
        return fault.durationMs() != null && time.nanoTime() - enabledNanos >= durationNanos(fault.durationMs());
    }

    private static long durationNanos(long durationMs) {
        return TimeUnit.MILLISECONDS.toNanos(durationMs);
    }
}
