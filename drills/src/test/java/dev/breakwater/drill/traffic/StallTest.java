package dev.breakwater.drill.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.resilience.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Coordinated omission, with real requests to a real server: one that stalls must look as bad as it is. */
class StallTest {
    private static final int RATE = 200;

    private final List<Sample> samples = new CopyOnWriteArrayList<>();

    @Test
    void aServerThatStallsForASecondIsSlowForEveryRequestDueInThatSecond() throws Exception {
        try (FakeShop server = new FakeShop()) {
            OpenLoop loop = new OpenLoop(
                    TimeSource.system(), RATE, Shop.open(server.address(), TimeSource.system()), samples::add);
            Thread customers = run(loop);

            await().until(() -> samples.size() >= RATE / 2);
            server.stall();
            long began = loop.elapsedNanos();
            await().until(() -> loop.elapsedNanos() - began >= TimeUnit.SECONDS.toNanos(1));
            long ended = loop.elapsedNanos();
            server.goOn();
            loop.stop();
            customers.join();
            loop.awaitAnswers();

            // A closed loop would have seen one slow request on each of its connections. Here each that was due in the
            // stall waited for its end: evenly spread, half of them for more than half of it.
            List<Sample> stalled = samples.stream()
                    .filter(sample -> sample.dueNanos() > began && sample.dueNanos() < ended)
                    .toList();
            assertThat(stalled).hasSizeGreaterThanOrEqualTo(RATE - 1);
            assertThat(stalled).allMatch(sample -> sample.dueNanos() + sample.latencyNanos() >= ended);
            assertThat(stalled)
                    .filteredOn(sample ->
                            sample.latencyNanos() >= Duration.ofMillis(500).toNanos())
                    .hasSizeGreaterThanOrEqualTo(RATE / 2 - 1);
        }
    }

    private static Thread run(OpenLoop loop) throws IOException {
        Thread thread = new Thread(() -> {
            try {
                loop.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }
}
