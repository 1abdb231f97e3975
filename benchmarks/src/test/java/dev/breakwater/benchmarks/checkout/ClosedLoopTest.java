package dev.breakwater.benchmarks.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    /** A shop that pays only every second order. */
    private URI shop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/checkout", exchange -> {
            connections.add(exchange.getRemoteAddress());
            exchange.getRequestBody().readAllBytes();
            boolean pays = requests.incrementAndGet() % 2 == 0;
            byte[] answer = (pays ? "{\"status\":\"PAID\"}" : "{\"status\":\"PAYMENT_PENDING\"}").getBytes(UTF_8);
            exchange.sendResponseHeaders(pays ? 201 : 202, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/checkout");
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void countsOnlyWhatIsPaidOnEightConnections() throws IOException {
        try (ClosedLoop load = new ClosedLoop(shop())) {
            Throughput throughput = load.run(Duration.ofMillis(300)).throughput();
            assertThat(throughput.paidPerSecond()).isPositive();
            assertThat(throughput.p99Ms()).isGreaterThanOrEqualTo(throughput.p50Ms());
            assertThat(throughput.others()).isEqualTo((requests.get() + 1) / 2);
            assertThat(connections).hasSizeGreaterThanOrEqualTo(8); // one that is not back yet is replaced
        }
    }
}
