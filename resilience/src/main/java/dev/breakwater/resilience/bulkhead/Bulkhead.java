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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Lets at most so many calls run at once. A call beyond that is refused, or waits in a bounded queue where one is
 * configured; who comes later does not overtake who waits.
 *
 * <p>The permits in use and the calls that wait are one atomic number, the waiting in its upper half: while anybody waits
 * it is above every limit, so one comparison tells a newcomer whether it may pass. Whoever gives a permit back sees in the
 * same step whether somebody waits for it, so no wake-up is lost, and without a queue there is no lock. Thread-safe.
 */
public final class Bulkhead implements Gate {
    private static final long PERMIT = 0;
    private static final long ONE_WAITS = 1L << 32;
    private static final int INITIAL_ADAPTIVE_LIMIT = 20;

    private final String name;
    private final AtomicLong usedAndWaiting = new AtomicLong();
    private final Deque<Waiter> queue = new ArrayDeque<>(); // guarded by itself, as is the upper half
    private volatile BulkheadConfig config;
    private volatile Limit limit;
    private volatile Refusal lastRefusal;

    /** What all are told whom the same figures refuse; apart, since C2 never inlines the methods of an exception. */
    private record Refusal(int max, int queue, BulkheadFullException exception) {
        Refusal(String name, int max, int queue) {
            this(max, queue, new BulkheadFullException(name, name, max, queue));
        }
    }

    /** @param name the policy's name, for messages */
    public Bulkhead(String name, BulkheadConfig config) {
        this.name = name;
        this.config = config;
        this.limit = newLimit(config, INITIAL_ADAPTIVE_LIMIT);
        this.lastRefusal = new Refusal(name, limit.current(), config.queue());
    }

    @Override
    public long tryAcquire() {
        return tryAcquire(limit.current());
    }

    /** Takes a permit where fewer than {@code max} are in use, and nobody waits. */
    long tryAcquire(int max) {
        long seen = usedAndWaiting.get();
        while (seen < max) {
            long found = usedAndWaiting.compareAndExchange(seen, seen + 1);
            if (found == seen) {
                return PERMIT;
            }
            seen = found; // no second look: with many threads it would wait for the cache line once more
        }
        return REFUSED;
    }

    @Override
    public boolean mayQueue() {
        // Those who left the queue are cleared away by who comes next, also where a queue is no longer configured.
        return config.queue() > 0 || usedAndWaiting.get() >= ONE_WAITS;
    }

    @Override
    public boolean enqueue(Waiter waiter) {
        if (!mayQueue()) {
            return false;
        }
        synchronized (queue) {
            if (queue.size() >= config.queue()) {
                queue.removeIf(other -> !other.isWaiting());
                if (queue.size() >= config.queue()) {
                    announce();
                    return false;
                }
            }
            queue.addLast(waiter);
            announce();
        }
        drain();
        return true;
    }

    /** Lets everybody see how many wait. */
    private void announce() {
        long announced = usedAndWaiting.get() / ONE_WAITS;
        usedAndWaiting.addAndGet((queue.size() - announced) * ONE_WAITS);
    }

    @Override
    public void release(long permit, Outcome outcome, long elapsedNanos) {
        long before = usedAndWaiting.getAndDecrement();
        if (elapsedNanos > 0 && tellsOfLoad(outcome)) {
            limit.onSample(elapsedNanos, (int) before, outcome.isFailure());
        }
        if (before >= ONE_WAITS) {
            drain();
        }
    }

    /** A refusal (4xx) is quicker than the work it refuses; what is no answer of the dependency's tells nothing. */
    private static boolean tellsOfLoad(Outcome outcome) {
        return outcome == Outcome.SUCCESS || outcome.isFailure();
    }

    /** Gives free permits to those who wait longest. */
    private void drain() {
        for (Waiter next = takeForNext(); next != null; next = takeForNext()) {
            if (!next.grant()) { // it left at this moment
                usedAndWaiting.decrementAndGet();
            }
        }
    }

    /** Takes a permit for whoever waits longest; null where nobody waits or none is free. */
    private @Nullable Waiter takeForNext() {
        synchronized (queue) {
            while (!queue.isEmpty() && !queue.getFirst().isWaiting()) {
                queue.removeFirst();
            }
            Waiter next = !queue.isEmpty() && takeThoughOthersWait() ? queue.removeFirst() : null;
            announce();
            return next;
        }
    }

    private boolean takeThoughOthersWait() {
        long seen = usedAndWaiting.get();
        while ((int) seen < limit.current()) {
            if (usedAndWaiting.compareAndSet(seen, seen + 1)) {
                return true;
            }
            seen = usedAndWaiting.get();
        }
        return false;
    }

    /**
     * Puts other figures in force. Permits in use and waiters stay; a lower limit takes effect as permits come back. A call
     * that asks at the very moment may be measured by either figures.
     */
    public void reconfigure(BulkheadConfig next) {
        putInForce(next);
        drain();
    }

    /** One change after the other, or the limit of one could stay with the figures of another. */
    private synchronized void putInForce(BulkheadConfig next) {
        BulkheadConfig before = config;
        config = next;
        if (next.limit() != before.limit() || next.max() != before.max()) {
            boolean hasLearned = next.limit() == before.limit();
            limit = newLimit(next, hasLearned ? limit.current() : INITIAL_ADAPTIVE_LIMIT);
        }
    }

    private static Limit newLimit(BulkheadConfig config, int found) {
        int initial = Math.min(found, config.max());
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
        return (int) usedAndWaiting.get();
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
        int max = limit.current();
        int places = config.queue();
        Refusal refusal = lastRefusal;
        if (refusal.max != max || refusal.queue != places) {
            refusal = new Refusal(name, max, places);
            lastRefusal = refusal;
        }
        return refusal.exception;
    }

    @Override
    public boolean measuresTime() {
        return config.limit() != BulkheadConfig.Kind.FIXED;
    }
}
