package dev.breakwater.benchmarks.checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Customers on eight connections, each of whom checks out again as soon as the last order is answered, as another
 * customer: a fraud check has nothing against somebody who buys once.
 */
public final class ClosedLoop implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern PAID = Pattern.compile("\"status\"\\s*:\\s*\"PAID\"");

    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong customers = new AtomicLong();
    private final URI address;

    public ClosedLoop(URI address) {
        this.address = address;
    }

    /** Loads the shop for so long. */
    Sample run(Duration duration) {
        long start = System.nanoTime();
        List<CompletableFuture<Sample>> running = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            running.add(CompletableFuture.supplyAsync(() -> connection(start + duration.toNanos()), threads));
        }
        Sample all = new Sample();
        running.forEach(connection -> all.add(connection.join()));
        all.lasted((System.nanoTime() - start) / 1e9);
        return all;
    }

    private Sample connection(long endNanos) {
        Sample sample = new Sample();
        while (System.nanoTime() - endNanos < 0) {
            long sent = System.nanoTime();
            if (isPaid(send())) {
                sample.paid(System.nanoTime() - sent);
            } else {
                sample.notPaid();
            }
        }
        return sample;
    }

    private static boolean isPaid(HttpResponse<String> answer) {
        return answer.statusCode() == 201 && PAID.matcher(answer.body()).find();
    }

    private HttpResponse<String> send() {
        String body = """
                {"customerId":"c-%d","items":[{"sku":"sku-1","quantity":2}],"paymentToken":"tok_visa"}""".formatted(customers.incrementAndGet());
        HttpRequest checkout = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(checkout, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while customers check out", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
