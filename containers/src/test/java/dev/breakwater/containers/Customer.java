package dev.breakwater.containers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Orders coffee, each time as somebody else and under another of the demo's API keys: the rate limit is far. */
final class Customer {
    /** What a checkout may take, whatever happens below it. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int API_KEYS = 99; // demo-99 is for who asks for too much
    private static final int PEOPLE = 900;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final AtomicInteger turn = new AtomicInteger();
    private final Supplier<URI> edge;

    Customer(Supplier<URI> edge) {
        this.edge = edge;
    }

    /** Two bags for 39.80: below what the local rules allow by themselves. */
    Answer buysTwo() {
        return checkout(anyone(), 2, "tok_visa", anyKey());
    }

    Answer buysTwoAs(String customerId, String apiKey) {
        return checkout(customerId, 2, "tok_visa", apiKey);
    }

    Answer buysTwoWith(String token) {
        return checkout(anyone(), 2, token, anyKey());
    }

    /** Three bags for 59.70: more than the local rules allow. */
    Answer buysThree() {
        return checkout(anyone(), 3, "tok_visa", anyKey());
    }

    private Answer checkout(String customerId, int quantity, String token, String apiKey) {
        return send(HttpRequest.newBuilder(edge.get().resolve("/checkout"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("X-API-Key", apiKey)
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"customerId":"%s","items":[{"sku":"sku-1","quantity":%d}],"paymentToken":"%s"}
                        """.formatted(customerId, quantity, token))));
    }

    Answer order(String id) {
        return get(edge.get().resolve("/orders/" + id));
    }

    Answer get(URI address) {
        return send(HttpRequest.newBuilder(address).GET());
    }

    Answer put(URI address, String body) {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer send(HttpRequest.Builder request) {
        long began = System.nanoTime();
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
            return Answer.of(response, Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException e) {
            throw new NoAnswerException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException(e);
        }
    }

    /** Many people, so that none of them looks like a fraud. */
    private String anyone() {
        return "c-" + turn.get() % PEOPLE;
    }

    private String anyKey() {
        return "demo-" + turn.getAndIncrement() % API_KEYS;
    }
}
