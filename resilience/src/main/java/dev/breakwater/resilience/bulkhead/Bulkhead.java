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
import org.jspecify.annotations.Nullable;

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
    private volatile BulkheadFullException rejection;

    /** @param name the policy's name, for messages */
    public Bulkhead(String name, BulkheadConfig config) {
        this.name = name;
        this.config = config;
        this.limit = newLimit(config);
        this.rejection = new BulkheadFullException(name, limit.current(), config.queue());
    }

    @Override
    public long tryAcquire() {
        return tryAcquire(config.share());
    }

    /** Takes a permit where no more than this share of them is in use. */
    long tryAcquire(double share) {
        return waiting.get() == 0 && take(part(share)) ? PERMIT : REFUSED;
    }

    /** How many permits a share of the limit is; at least one, or it would never be served. */
    int part(double share) {
        int max = limit.current();
        return share == 1 ? max : Math.max(1, (int) (max * share));
    }

    private boolean take(int max) {
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
    public boolean mayQueue() {
        boolean isShed = config.share() < 1;
        return !isShed
                && (config.queue() > 0 || waiting.get() > 0); // those who left are cleared away by who comes next
    }

    @Override
    public boolean enqueue(Waiter waiter) {
        if (!mayQueue()) {
            return false;
        }
        synchronized (queue) {
            if (queue.size() >= config.queue()) {
                queue.removeIf(other -> !other.isWaiting());
                waiting.set(queue.size());
                if (queue.size() >= config.queue()) {
                    return false;
                }
            }
            queue.addLast(waiter);
            waiting.set(queue.size());
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
        for (Waiter next = takeForNext(); next != null; next = takeForNext()) {
            if (!next.grant()) { // it left at this moment
                used.decrementAndGet();
            }
        }
    }

    /** Takes a permit for whoever waits longest; null where nobody waits or none is free. */
    private @Nullable Waiter takeForNext() {
        synchronized (queue) {
            while (!queue.isEmpty() && !queue.getFirst().isWaiting()) {
                queue.removeFirst();
            }
            Waiter next = !queue.isEmpty() && take(limit.current()) ? queue.removeFirst() : null;
            waiting.set(queue.size());
            return next;
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

    /** The policy whose bulkhead this is. */
    String name() {
        return name;
    }

    /** Permits in use, by policies that share them too. */
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
        return config.share() < 1
                ? new ShedException(name, name, part(config.share()), limit.current())
                : full(limit.current(), config.queue());
    }

    private BulkheadFullException full(int max, int queue) {
        BulkheadFullException last = rejection;
        if (!last.says(max, queue)) {
            last = new BulkheadFullException(name, max, queue);
            rejection = last;
        }
        return last;
    }

    @Override
    public boolean measuresTime() {
        return config.limit() != BulkheadConfig.Kind.FIXED;
    }
}
