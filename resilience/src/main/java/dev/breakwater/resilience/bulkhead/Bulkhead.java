package dev.breakwater.resilience.bulkhead;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.gate.Gate;
import dev.breakwater.resilience.gate.Waiter;
import dev.breakwater.resilience.limit.FixedLimit;
import dev.breakwater.resilience.limit.Gradient2Limit;
import dev.breakwater.resilience.limit.Limit;
import dev.breakwater.resilience.limit.VegasLimit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets at most so many calls run at once. A call beyond that is refused, or waits in a bounded queue where one is
 * configured; who comes later does not overtake who waits.
 *
 * <p>The permits in use are one atomic number. Whoever gives a permit back first lowers it and then looks for waiters;
 * whoever begins to wait first announces itself and then looks for a permit: one of the two sees the other, so no
 * wake-up is lost, and without a queue there is no lock. Thread-safe.
 */
public final class Bulkhead implements Gate {
    private static final long PERMIT = 0;
    private static final int INITIAL_ADAPTIVE_LIMIT = 20;

    private final String name;
    private final AtomicInteger used = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Deque<Waiter> queue = new ArrayDeque<>(); // guarded by itself
    private volatile BulkheadConfig config;
    private volatile Limit limit;

    /** @param name the policy's name, for messages */
    public Bulkhead(String name, BulkheadConfig config) {
        this.name = name;
        this.config = config;
        this.limit = newLimit(config);
    }

    @Override
    public long tryAcquire() {
        return waiting.get() == 0 && take() ? PERMIT : REFUSED;
    }

    private boolean take() {
        int max = limit.current();
        int count = used.get();
        while (count < max) {
            if (used.compareAndSet(count, count + 1)) {
                return true;
            }
            count = used.get();
        }
        return false;
    }

    @Override
    public boolean enqueue(Waiter waiter) {
        if (config.queue() == 0 && waiting.get() == 0) {
            return false;
        }
        synchronized (queue) {
            queue.removeIf(other -> !other.isWaiting());
            waiting.set(queue.size() + 1);
            if (queue.size() >= config.queue()) {
                waiting.set(queue.size());
                return false;
            }
            queue.addLast(waiter);
        }
        drain();
        return true;
    }

    @Override
    public void release(long permit, Outcome outcome, long elapsedNanos) {
        int inFlight = used.getAndDecrement();
        if (elapsedNanos > 0 && !isNeutral(outcome)) {
            limit.onSample(elapsedNanos, inFlight, outcome.isFailure());
        }
        if (waiting.get() > 0) {
            drain();
        }
    }

    private static boolean isNeutral(Outcome outcome) {
        return outcome == Outcome.CANCELLED || outcome == Outcome.REJECTED || outcome == Outcome.IN_PROGRESS;
    }

    /** Gives free permits to those who wait longest. */
    private void drain() {
        while (true) {
            Waiter next;
            synchronized (queue) {
                queue.removeIf(waiter -> !waiter.isWaiting());
                waiting.set(queue.size());
                if (queue.isEmpty() || !take()) {
                    return;
                }
                next = queue.removeFirst();
                waiting.set(queue.size());
            }
            if (!next.grant()) {
                used.decrementAndGet();
            }
        }
    }

    /** Puts other figures in force. Permits in use and waiters stay; a lower limit takes effect as permits come back. */
    public void reconfigure(BulkheadConfig next) {
        BulkheadConfig before = config;
        config = next;
        if (next.limit() != before.limit() || next.max() != before.max()) {
            limit = newLimit(next);
        }
        drain();
    }

    private static Limit newLimit(BulkheadConfig config) {
        int initial = Math.min(INITIAL_ADAPTIVE_LIMIT, config.max());
        return switch (config.limit()) {
            case FIXED -> new FixedLimit(config.max());
            case GRADIENT2 -> new Gradient2Limit(initial, config.max());
            case VEGAS -> new VegasLimit(initial, config.max());
        };
    }

    /** Permits in use. */
    public int used() {
        return used.get();
    }

    /** Permits in all, at this moment. */
    public int max() {
        return limit.current();
    }

    /** Calls waiting for a permit. */
    public int waiting() {
        synchronized (queue) {
            return (int) queue.stream().filter(Waiter::isWaiting).count();
        }
    }

    @Override
    public RejectedException rejection() {
        return new BulkheadFullException(name, limit.current(), config.queue());
    }

    @Override
    public boolean measuresTime() {
        return config.limit() != BulkheadConfig.Kind.FIXED;
    }
}
