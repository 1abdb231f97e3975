package dev.breakwater.benchmarks.calls;

/** Says of each thread's calls in turn whether they fail, so that no breaker sees many failures in a row. */
final class Turns {
    private final ThreadLocal<boolean[]> failed = ThreadLocal.withInitial(() -> new boolean[1]);

    boolean nextFails() {
        boolean[] last = failed.get();
        last[0] = !last[0];
        return last[0];
    }
}
