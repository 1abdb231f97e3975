package dev.breakwater.resilience;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Calls that hold threads of their own, while the test goes on. */
public final class Background implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Begins a call on a thread of its own. */
    public <T> Future<T> begin(Callable<T> call) {
        return threads.submit(call);
    }

    /** What it answered. */
    public static <T> T answer(Future<T> call) {
        try {
            return call.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** What it failed with. */
    public static Throwable failure(Future<?> call) {
        try {
            throw new AssertionError(
                    "the call should have failed, but answered " + call.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for what another thread is about to bring about. */
    public static void until(BooleanSupplier happened) {
        long began = System.nanoTime();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                throw new AssertionError("it did not happen");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
