package dev.breakwater.resilience.retry;

import dev.breakwater.resilience.time.TimeSource;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps retries a small part of a dependency's load: at every moment at most {@code ratio} of its calls, or so many a
 * second, whichever is more, plus a reserve of ten seconds' worth. Without it every layer's retries multiply
 * just when the dependency is weakest. The idea is Finagle's {@code RetryBudget}.
 *
 * <p>Two buckets fill, one with calls and one with time; a retry needs a token in either, and takes one from each, or
 * what there is of one, so that together they allow the larger of the two rates and not their sum. Calls only count up; the buckets
 * are filled when somebody asks for a retry. Thread-safe.
 */
public final class RetryBudget {
    private static final double RESERVE_SECONDS = 10;

    private final TimeSource time;
    private final LongAdder callsSinceAsked = new LongAdder();
    private double ratio;
    private double perSecond;
    private double fromCalls;
    private double fromTime;
    private long askedNanos;

    /**
     * @param ratio retries as a share of calls, 0 to 1
     * @param perSecond retries a second however few the calls
     */
    public RetryBudget(double ratio, double perSecond, TimeSource time) {
        this.time = time;
        this.ratio = ratio;
        this.perSecond = perSecond;
        this.fromTime = reserve();
        this.askedNanos = time.nanoTime();
    }

    /** Counts a call's first attempt. */
    public void onCall() {
        callsSinceAsked.increment();
    }

    /** Takes leave for one retry; false where the budget is spent. */
    public synchronized boolean tryWithdraw() {
        fill();
        if (fromCalls < 1 && fromTime < 1) {
            return false;
        }
        fromCalls = Math.max(0, fromCalls - 1);
        fromTime = Math.max(0, fromTime - 1);
        return true;
    }

    /** Retries that could be made at this moment. */
    public synchronized double balance() {
        fill();
        return Math.max(fromCalls, fromTime);
    }

    /** Puts other figures in force; what has been saved stays, up to the new reserve. */
    public synchronized void reconfigure(double newRatio, double newPerSecond) {
        fill();
        ratio = newRatio;
        perSecond = newPerSecond;
    }

    private void fill() {
        long now = time.nanoTime();
        double seconds = Math.max(0, now - askedNanos) / 1e9;
        askedNanos = now;
        fromTime = Math.min(reserve(), fromTime + perSecond * seconds);
        fromCalls = Math.min(reserve(), fromCalls + ratio * callsSinceAsked.sumThenReset());
    }

    private double reserve() {
        return perSecond > 0 ? Math.max(1, perSecond * RESERVE_SECONDS) : ratio > 0 ? RESERVE_SECONDS : 0;
    }
}
