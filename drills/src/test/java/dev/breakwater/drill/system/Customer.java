package dev.breakwater.drill.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.drill.launch.Instance;
import dev.breakwater.drill.launch.Management;
import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Who shops in the system under test, breaks it, and looks into its books. Thread-safe. */
final class Customer {
    /** 39.80 EUR: what payment approves without fraud. */
    static final String SMALL = basket("c-17", 2, "tok_visa");

    /** 99.50 EUR: what it does not. */
    static final String LARGE = basket("c-17", 5, "tok_visa");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int API_KEYS = 100;

    final RunningSystem system;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final AtomicLong visits = new AtomicLong();

    Customer(RunningSystem system) {
        this.system = system;
    }

    /**
     * An answer.
     *
     * @param took from the request to the end of the answer
     */
    record Answer(int status, JsonNode body, HttpResponse<String> raw, Duration took) {
        String text(String field) {
            return body.path(field).asText();
        }

        String id() {
            return text("id");
        }

        String degraded() {
            return body.path("degraded").toString();
        }
    }

    static String basket(String customer, int quantity, String token) {
        return """
                {"customerId":"%s","items":[{"sku":"sku-1","quantity":%d}],"paymentToken":"%s"}""".formatted(customer, quantity, token);
    }

    /** A checkout with a key that nobody used. */
    Answer checkout(String basket) {
        return later(basket).join();
    }

    /** The same, without waiting for its answer. */
    CompletableFuture<Answer> later(String basket) {
        return checkout(
                "demo-" + visits.getAndIncrement() % API_KEYS, UUID.randomUUID().toString(), basket);
    }

    /** A checkout; fails where there is no answer. */
    CompletableFuture<Answer> checkout(String apiKey, String key, String basket) {
        return send(request("/checkout")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("X-API-Key", apiKey)
                .POST(BodyPublishers.ofString(basket)));
    }

    Answer get(String path) {
        return send(request(path).GET()).join();
    }

    CompletableFuture<Answer> send(HttpRequest.Builder request) {
        long began = System.nanoTime();
        return client.sendAsync(request.timeout(PATIENCE).build(), BodyHandlers.ofString())
                .thenApply(answer -> new Answer(
                        answer.statusCode(), json(answer.body()), answer, Duration.ofNanos(System.nanoTime() - began)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(system.http(Service.ORDER).resolve(path));
    }

    /** Breaks a service, all of its instances, in the way that the settings of a fault say. */
    void breaks(Service service, Map<String, ?> fault) {
        system.instances(service).forEach(instance -> breaks(instance, fault));
    }

    void stopsBreaking(Service service) {
        system.instances(service).forEach(this::stopsBreaking);
    }

    void breaks(Instance instance, Map<String, ?> fault) {
        system.management(instance).put("/chaos/faults/test", fault);
    }

    void stopsBreaking(Instance instance) {
        system.management(instance).delete("/chaos/faults/test");
    }

    /** Takes every fault away, and what the breakers remember of it. */
    void mend() {
        for (Instance instance : system.instances()) {
            Management management = system.management(instance);
            management.post("/chaos/reset");
            management.get("/resilience").get("policies").fields().forEachRemaining(policy -> {
                if (policy.getValue().has("breaker")) {
                    management.put(
                            "/resilience/" + policy.getKey() + "/breaker",
                            Map.of("state", "RESET", "reason", "a test is over"));
                }
            });
        }
    }

    /** The state of a policy's breaker. */
    String breaker(Service service, String policy) {
        return system.management(service)
                .get("/resilience")
                .at("/policies/" + policy + "/breaker/state")
                .asText();
    }

    /** How often money was taken for an order. */
    long captures(String orderId) {
        return count(
                Service.PAYMENT,
                "select count(*) from processor.capture where status = 'CAPTURED' and reference = ?",
                orderId);
    }

    /** A number that a query gives. */
    long count(Service owner, String sql, Object... arguments) {
        try (Connection connection = system.connect(owner);
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setObject(i + 1, arguments[i]);
            }
            ResultSet row = query.executeQuery();
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
