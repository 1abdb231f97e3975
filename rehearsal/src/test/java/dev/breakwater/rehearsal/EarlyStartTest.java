package dev.breakwater.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.vertx.http.HttpServer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The start of the server is told by one event loop, and its address is put down by another, sometimes a moment later. */
class EarlyStartTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aServerThatDoesNotKnowItsAddressYetIsAskedAgain() {
        int port = vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        Rehearsal rehearsal = new Rehearsal(new OneScene(), new RehearsalMark(), new LateServer(port), vertx);

        rehearsal.begin(null);

        await().untilAsserted(() ->
                assertThat(rehearsal.call().await().indefinitely().getStatus()).isEqualTo(Status.UP));
        assertThat(asked).hasValue(2);
    }

    private final class LateServer implements HttpServer {
        private final int port;

        LateServer(int port) {
            this.port = port;
        }

        @Override
        public int getPort() {
            return port;
        }

        @Override
        public int getSecurePort() {
            return -1;
        }

        @Override
        public int getManagementPort() {
            return -1;
        }

        @Override
        public URI getLocalBaseUri() {
            if (asked.incrementAndGet() == 1) {
                throw new NoSuchElementException("not known yet");
            }
            return URI.create("http://127.0.0.1:" + port);
        }
    }

    private static final class OneScene implements RehearsalConfig {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public Optional<String> path() {
            return Optional.of("/");
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public Optional<String> body() {
            return Optional.empty();
        }

        @Override
        public int times() {
            return 1;
        }

        @Override
        public Duration patience() {
            return Duration.ofMinutes(1);
        }
    }
}
