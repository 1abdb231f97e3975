package dev.breakwater.benchmarks.calls;

import dev.breakwater.benchmarks.library.DependencyFailure;
import dev.breakwater.benchmarks.library.Figures;
import dev.breakwater.benchmarks.library.Library;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Calls on the calling thread, through bulkhead, breaker and retry. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SyncCalls {
    @Param("BREAKWATER")
    public Library library;

    @Param("SUCCESS")
    public Situation situation;

    @Param("false")
    public boolean metrics;

    private final Turns turns = new Turns();
    private final CountDownLatch taken = new CountDownLatch(Figures.PERMITS);
    private Callable<String> guarded;

    @Setup
    public void reach() throws InterruptedException {
        guarded = library.guards(situation.timeout(), metrics).sync(work());
        if (situation == Situation.OPEN) {
            for (int i = 0; i < Figures.FAILURES; i++) {
                call();
            }
        } else if (situation == Situation.FULL) {
            for (int i = 0; i < Figures.PERMITS; i++) {
                Thread holder = new Thread(this::call, "holder-" + i);
                holder.setDaemon(true);
                holder.start();
            }
            taken.await();
        }
    }

    private Callable<String> work() {
        return switch (situation) {
            case SUCCESS -> () -> "ok";
            case FAILURE ->
                () -> {
                    if (turns.nextFails()) {
                        throw DependencyFailure.INSTANCE;
                    }
                    return "ok";
                };
            case OPEN ->
                () -> {
                    throw DependencyFailure.INSTANCE;
                };
            case FULL ->
                () -> {
                    taken.countDown();
                    new CountDownLatch(1).await();
                    return "never";
                };
            case LATER -> throw new IllegalArgumentException("work on the calling thread cannot answer later");
        };
    }

    /** What the call gave: its answer or its exception. */
    @Benchmark
    public Object call() {
        try {
            return guarded.call();
        } catch (Exception e) {
            return e;
        }
    }
}
