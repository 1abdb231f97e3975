package dev.breakwater.benchmarks.run;

import dev.breakwater.benchmarks.calls.StageCalls;
import dev.breakwater.benchmarks.calls.SyncCalls;
import dev.breakwater.benchmarks.calls.UniCalls;

/** How the work gives its answer. */
public enum Shape {
    SYNC(SyncCalls.class),
    UNI(UniCalls.class),
    STAGE(StageCalls.class);

    private final Class<?> benchmark;

    Shape(Class<?> benchmark) {
        this.benchmark = benchmark;
    }

    /** What JMH selects it by. */
    String pattern() {
        return "^" + benchmark.getName().replace(".", "\\.") + "\\.call$";
    }
}
