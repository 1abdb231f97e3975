package dev.breakwater.drill.traffic;

import dev.breakwater.resilience.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;

/**
 * Sends the n-th request at {@code n / rate} seconds after the beginning, whether or not those before were answered.
 * Runs once, on the thread that calls {@link #run}; everything else may be called from any thread.
 */
public final class OpenLoop {
    /** So long after it was due a request is given up. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    private final TimeSource time;
    private final double rate;
    private final Traffic traffic;
    private final Consumer<Sample> samples;
    private final long originNanos;
    private final ConcurrentSkipListSet<Long> waiting = new ConcurrentSkipListSet<>(); // when each was due
    private volatile long nextDueNanos;
    private volatile boolean stopped;

    /**
     * Begins at once: call {@link #run} right after.
     *
     * @param rate requests a second
     * @param samples gets each request's fate, from any thread
     */
    public OpenLoop(TimeSource time, double rate, Traffic traffic, Consumer<Sample> samples) {
        this.time = time;
        this.rate = rate;
        this.traffic = traffic;
        this.samples = samples;
        this.originNanos = time.nanoTime();
    }

    /** Sends until it is stopped. */
    public void run() throws InterruptedException {
        for (long n = 0; !stopped; n++) {
            long due = (long) (n * 1_000_000_000d / rate);
            nextDueNanos = due;
            time.sleep(Math.max(0, due - elapsedNanos()));
            if (!stopped) {
                send(traffic.call(n), due);
            }
        }
    }

    /** Sends no more. */
    public void stop() {
        stopped = true;
    }

    /** Since it began, in nanoseconds. */
    public long elapsedNanos() {
        return time.nanoTime() - originNanos;
    }

    /** How many requests wait for their answers. */
    public int waiting() {
        return waiting.size();
    }

    /** The fate of every request that was due before this moment is known. */
    public long knownUntilNanos() {
        long next = nextDueNanos; // read first: a request waits for its answer before the next one is due
        Long oldest = waiting.ceiling(0L);
        return oldest == null ? next : Math.min(next, oldest);
    }

    /** Waits until every request has its fate, which takes no longer than the patience. */
    public void awaitAnswers() throws InterruptedException {
        while (!waiting.isEmpty()) {
            time.sleep(LOOK_NANOS);
        }
    }

    private void send(Traffic.Call call, long due) {
        waiting.add(due);
        long late = elapsedNanos() - due;
        long patience = PATIENCE.toNanos() - late;
        CompletionStage<Outcome> answer =
                patience > 0 ? call.send(patience) : CompletableFuture.completedStage(Outcome.GAVE_UP);
        answer.thenAccept(outcome -> {
            samples.accept(new Sample(call.route(), due, late, elapsedNanos() - due, outcome));
            waiting.remove(due);
        });
    }
}
