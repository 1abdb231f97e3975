package dev.breakwater.drill.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** An order-service that answers at once, unless it is told to stall. */
final class FakeShop implements AutoCloseable {
    static {
        // The server writes head and body apart, and without this waits 40 ms between them.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final String CATALOG = """
            [{"sku":"sku-1","name":"a","price":{"amount":"19.90","currency":"EUR"}},
             {"sku":"sku-2","name":"b","price":{"amount":"34.00","currency":"EUR"}}]""";
    private static final String ORDER = """
            {"id":"%d","status":"PAID","payment":{"chargeId":"x","fraudCheck":"RULES"},"degraded":["fraud-check"]}""";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong orders = new AtomicLong();
    private volatile CountDownLatch stall = new CountDownLatch(0);

    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> keys = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();

    FakeShop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Holds what comes, until {@link #goOn}. */
    void stall() {
        stall = new CountDownLatch(1);
    }

    void goOn() {
        stall.countDown();
    }

    @Override
    public void close() {
        goOn();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            stall.await();
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            boolean isCheckout = exchange.getRequestMethod().equals("POST");
            if (isCheckout) {
                keys.add(exchange.getRequestHeaders().getFirst("X-API-Key"));
                bodies.add(body);
            }
            byte[] answer =
                    (isCheckout ? ORDER.formatted(orders.incrementAndGet()) : CATALOG).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isCheckout ? 201 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
