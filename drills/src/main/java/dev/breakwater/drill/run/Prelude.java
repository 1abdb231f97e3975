package dev.breakwater.drill.run;

import dev.breakwater.drill.traffic.OpenLoop;
import dev.breakwater.drill.traffic.Outcome;
import dev.breakwater.drill.traffic.Traffic;
import dev.breakwater.resilience.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/**
 * A few customers who wait for their answers, before the others come: JVMs that have answered nobody yet are slower than
 * the load is fast, and without protection the queue that grows meanwhile would be taken for the fault's.
 */
final class Prelude {
    private static final int CUSTOMERS = 4;
    private static final int REQUESTS = 1_000;
    private static final Duration MOST = Duration.ofSeconds(15);

    private Prelude() {}

    static void play(Traffic traffic, TimeSource time) {
        long began = time.nanoTime();
        for (long n = 0; n < REQUESTS && time.nanoTime() - began < MOST.toNanos(); n += CUSTOMERS) {
            CompletableFuture.allOf(LongStream.range(n, n + CUSTOMERS)
                            .mapToObj(each -> sent(traffic.call(each)))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private static CompletableFuture<Outcome> sent(Traffic.Call call) {
        return call.send(OpenLoop.PATIENCE.toNanos()).toCompletableFuture();
    }
}
