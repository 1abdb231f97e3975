package dev.breakwater.benchmarks.library;

/** What failing work throws: counted by every breaker, retried by nobody. Stackless, so that it costs nobody anything. */
public final class DependencyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public static final DependencyFailure INSTANCE = new DependencyFailure();

    private DependencyFailure() {
        super("the dependency failed", null, false, false);
    }
}
