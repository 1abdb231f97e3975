package dev.breakwater.benchmarks.calls;

import dev.breakwater.benchmarks.library.DependencyFailure;
import dev.breakwater.benchmarks.library.Figures;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Calls on the calling thread, through bulkhead, breaker and retry. */
public class SyncCalls extends Calls {
    private final CountDownLatch taken = new CountDownLatch(Figures.PERMITS);
    private Callable<String> guarded;

    @Setup
    public void reach() throws InterruptedException {
        guarded = guards().sync(work());
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
