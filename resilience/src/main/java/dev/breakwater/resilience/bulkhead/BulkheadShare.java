package dev.breakwater.resilience.bulkhead;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.gate.Gate;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One policy's share of a bulkhead, its own or another's. Policies that share one limit are shed in the order of their shares: what
 * matters least has the smallest, and is refused while the others still find permits. Thread-safe.
 */
public final class BulkheadShare implements Gate {
    private final String name;
    private final Bulkhead whole;
    private final boolean teaches;
    private final AtomicInteger used = new AtomicInteger();
    private volatile double share;
    private volatile @Nullable Refusal lastRefusal;

    private record Refusal(int part, int max, RejectedException exception) {}

    /**
     * @param name the policy's name, for messages
     * @param whole the bulkhead it takes its permits from
     * @param teaches whether an adaptive limit learns from its calls: from those of the bulkhead's own policy alone, or
     *     quick calls of one kind would make slow ones of another look like a queue
     * @param share how much of that may be in use when this policy takes a permit; above 0, at most 1
     */
    public BulkheadShare(String name, Bulkhead whole, boolean teaches, double share) {
        this.name = name;
        this.whole = whole;
        this.teaches = teaches;
        this.share = share;
    }

    @Override
    public long tryAcquire() {
        long permit = whole.tryAcquire(part());
        if (permit != REFUSED) {
            used.incrementAndGet();
        }
        return permit;
    }

    @Override
    public void release(long permit, Outcome outcome, long elapsedNanos) {
        used.decrementAndGet();
        whole.release(permit, outcome, teaches ? elapsedNanos : 0);
    }

    @Override
    public RejectedException rejection() {
        int part = part();
        int max = whole.max();
        Refusal refusal = lastRefusal;
        if (refusal == null || refusal.part != part || refusal.max != max) {
            refusal = new Refusal(part, max, rejection(part, max));
            lastRefusal = refusal;
        }
        return refusal.exception;
    }

    private RejectedException rejection(int part, int max) {
        return part < max
                ? new ShedException(name, whole.name(), part, max)
                : new BulkheadFullException(name, whole.name(), max, 0);
    }

    /** How many permits a share of so many is; at least one, or it would never be served. */
    public static int part(int max, double share) {
        return Math.max(1, (int) (max * share));
    }

    private int part() {
        return part(whole.max(), share);
    }

    @Override
    public boolean measuresTime() {
        return teaches && whole.measuresTime();
    }

    /** Puts another share in force for calls from now on. */
    public void reconfigure(double next) {
        share = next;
    }

    /** Permits that this policy has in use. */
    public int used() {
        return used.get();
    }
}
