package dev.breakwater.resilience.limit;

/**
 * Estimates the queue at the dependency from the least latency ever seen, and keeps it short: {@code queue = limit ×
 * (1 − least / now)}. After TCP Vegas (Brakmo and Peterson, 1994) as Netflix' concurrency-limits adapts it: grow below
 * {@code 3·log10(limit)}, shrink above {@code 6·log10(limit)}, and measure the least latency anew now and then.
 */
public final class VegasLimit implements Limit {
    private static final int PROBE_MULTIPLIER = 30;

    private final int max;
    private volatile int current;
    private double estimate;
    private long leastNanos;
    private int samplesSinceProbe;

    /**
     * @param initial where to start; 1 to max
     * @param max never above
     */
    public VegasLimit(int initial, int max) {
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
        long now = Math.max(1, elapsedNanos);
        if (dropped) {
            settle(estimate - step());
            return;
        }
        if (++samplesSinceProbe >= PROBE_MULTIPLIER * estimate) {
            samplesSinceProbe = 0;
            leastNanos = now; // the dependency may have become slower for good: do not compare with the past for ever
            return;
        }
        if (leastNanos == 0 || now < leastNanos) {
            leastNanos = now;
            return;
        }
        if (inFlight * 2 < estimate) {
            return; // not under load: the latency says nothing about the limit
        }
        double queue = Math.ceil(estimate * (1 - (double) leastNanos / now));
        double step = step();
        if (queue <= step) {
            settle(estimate + 6 * step);
        } else if (queue < 3 * step) {
            settle(estimate + step);
        } else if (queue > 6 * step) {
            settle(estimate - step);
        }
    }

    private double step() {
        return Math.max(1, Math.log10(estimate));
    }

    private void settle(double next) {
        estimate = Math.max(1, Math.min(max, next));
        current = (int) estimate;
    }
}
