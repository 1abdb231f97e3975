package dev.breakwater.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets several threads begin the same thing at the same moment, and waits for all of them. */
public final class Race implements AutoCloseable {
    private final ExecutorService threads;
    private final int size;
    private final CyclicBarrier start;

    public Race(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size);
        this.start = new CyclicBarrier(size);
    }

    /** What one of the threads does. */
    @FunctionalInterface
    public interface Runner<T> {
        T run(int thread) throws Exception;
    }

    /** Every thread runs it once; the answers in the order of the threads. */
    public <T> List<T> run(Runner<T> runner) {
        List<Future<T>> answers = new ArrayList<>();
        for (int t = 0; t < size; t++) {
            int thread = t;
            Callable<T> afterStart = () -> {
                start.await(10, TimeUnit.SECONDS);
                return runner.run(thread);
            };
            answers.add(threads.submit(afterStart));
        }
        return answers.stream().map(Race::get).toList();
    }

    private static <T> T get(Future<T> answer) {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a thread of the race did not come back", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
