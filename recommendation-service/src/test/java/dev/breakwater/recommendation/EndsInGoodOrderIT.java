package dev.breakwater.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A process that is asked to end. What is tested is configuration that all services have in common; this one needs nothing
 * beside it.
 */
class EndsInGoodOrderIT {
    private static final int TERMINATED = 128 + 15;

    /** Longer than the delay before the shutdown, and shorter than that and the time that requests are given. */
    private static final String SLOW = """
            {"type":"latency","latencyMs":4000,"match":{"path":"/recommendations/slow"}}""";

    @Test
    void isNotReadyFirstServesOnEndsWhatItHasBegunAndGoes() throws InterruptedException {
        try (PackagedService service =
                PackagedService.start("quarkus.shutdown.delay=2s", "resilience.deadlines.recommendation=20s")) {
            service.breaks(SLOW);
            CompletableFuture<HttpResponse<String>> begun = service.recommendations("slow");
            await().until(() -> service.chaos().contains("\"held\":1"));

            service.terminate();

            await().until(() -> service.readiness() == 503);
            assertThat(service.recommendations("c-1").join().statusCode()).isEqualTo(200);
            assertThat(begun).isNotDone();
            assertThat(begun.join().statusCode()).isEqualTo(200);
            assertThat(service.exitCode()).isEqualTo(TERMINATED);
        }
    }
}
