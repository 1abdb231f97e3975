package dev.breakwater.resilience.limit;

/**
 * Compares the latency now with its long average: while calls are no slower than usual the limit grows by a small queue;
 * when they slow down it shrinks in proportion. After Gradient2 of Netflix' concurrency-limits: {@code limit =
 * limit × gradient + queue} with {@code gradient = clamp(tolerance × long / now, 0.5, 1)}, smoothed.
 */
public final class Gradient2Limit implements Limit {
    private static final double TOLERANCE = 1.5; // slower than usual by half is still no queue
    private static final double STEEPEST = 0.5;
    private static final int QUEUE = 4;
    private static final double SMOOTHING = 0.2;
    private static final double LONG_SAMPLES = 600;
    private static final int WARM_UP_SAMPLES = 10;

    private final int max;
    private volatile int current;
    private double estimate;
    private double longNanos;
    private int samples;

    /**
     * @param initial where to start; 1 to max
     * @param max never above
     */
    public Gradient2Limit(int initial, int max) {
        this.max = max;
        this.estimate = initial;
        this.current = initial;
    }

    @Override
    public int current() {
        return current;
    }

    @Override
    public synchronized void onSample(long elapsedNanos, int inFlight, boolean dropped) {
        double next;
        if (dropped) {
            next = estimate * STEEPEST; // how long it took says nothing: a refused connection is quick
        } else {
            double now = Math.max(1, elapsedNanos);
            learn(now);
            if (inFlight < estimate / 2) {
                return; // not under load: the latency says nothing about the limit
            }
            double gradient = Math.max(STEEPEST, Math.min(1.0, TOLERANCE * longNanos / now));
            next = estimate * gradient + QUEUE;
        }
        estimate = Math.max(1, Math.min(max, estimate * (1 - SMOOTHING) + next * SMOOTHING));
        current = (int) estimate;
    }

    private void learn(double now) {
        samples++;
        // A plain mean first, so that one odd first sample does not stand for the usual.
        double weight = samples <= WARM_UP_SAMPLES ? 1.0 / samples : 2 / (LONG_SAMPLES + 1);
        longNanos += (now - longNanos) * weight;
        if (longNanos > 2 * now) {
            longNanos *= 0.95; // the load is gone: come down faster than the average would
        }
    }
}
