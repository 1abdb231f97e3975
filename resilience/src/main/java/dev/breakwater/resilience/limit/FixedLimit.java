package dev.breakwater.resilience.limit;

/** Always the same. */
public record FixedLimit(int current) implements Limit {
    @Override
    public void onSample(long elapsedNanos, int inFlight, boolean dropped) {}
}
