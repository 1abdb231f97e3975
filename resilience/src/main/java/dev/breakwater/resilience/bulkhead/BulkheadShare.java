package dev.breakwater.resilience.bulkhead;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.gate.Gate;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One policy's share of another's bulkhead. Policies that share one limit are shed in the order of their shares: what
 * matters least has the smallest, and is refused while the others still find permits. Thread-safe.
 */
public final class BulkheadShare implements Gate {
    private final String name;
    private final Bulkhead whole;
    private final AtomicInteger used = new AtomicInteger();
    private volatile double share;

    /**
     * @param name the policy's name, for messages
     * @param whole the bulkhead it takes its permits from
     * @param share how much of that may be in use when this policy takes a permit; above 0, at most 1
     */
    public BulkheadShare(String name, Bulkhead whole, double share) {
        this.name = name;
        this.whole = whole;
        this.share = share;
    }

    @Override
    public long tryAcquire() {
        long permit = whole.tryAcquire(share);
        if (permit != REFUSED) {
            used.incrementAndGet();
        }
        return permit;
    }

    @Override
    public void release(long permit, Outcome outcome, long elapsedNanos) {
        used.decrementAndGet();
        whole.release(permit, outcome, elapsedNanos);
    }

    @Override
    public RejectedException rejection() {
        return new ShedException(name, whole.name(), whole.part(share), whole.max());
    }

    @Override
    public boolean measuresTime() {
        return whole.measuresTime();
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
