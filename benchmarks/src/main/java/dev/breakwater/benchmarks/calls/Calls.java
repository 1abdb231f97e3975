package dev.breakwater.benchmarks.calls;

import dev.breakwater.benchmarks.library.Figures;
import dev.breakwater.benchmarks.library.Guards;
import dev.breakwater.benchmarks.library.Library;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What all calls that are measured have in common: who guards them, and what they meet. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class Calls {
    @Param("BREAKWATER")
    public Library library;

    @Param("SUCCESS")
    public Situation situation;

    @Param("false")
    public boolean metrics;

    final Turns turns = new Turns();

    Guards guards() {
        return library.guards(situation.timeout(), metrics);
    }

    /** How many calls that do not block it takes to bring a library into the situation. */
    int callsBefore() {
        return switch (situation) {
            case OPEN -> Figures.FAILURES;
            case FULL -> Figures.PERMITS + 1; // SmallRye queues one
            case SUCCESS, LATER, FAILURE -> 0;
        };
    }
}
