package dev.breakwater.drill.traffic;

import dev.breakwater.resilience.time.TimeSource;
import dev.breakwater.resilience.time.Timer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Many customers' browsers: as many connections as there are requests at once, and closed where one gives up. */
final class Http {
    private static final int THREADS = 2;

    private final TimeSource time;
    private final HttpClient client;

    Http(TimeSource time) {
        this.time = time;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(daemons())
                .build();
    }

    /** Sends, and judges the answer; completes well in any case. */
    CompletionStage<Outcome> send(
            HttpRequest request, long patienceNanos, Function<HttpResponse<String>, Outcome> judge) {
        CompletableFuture<HttpResponse<String>> exchange = client.sendAsync(request, BodyHandlers.ofString());
        Timer patience = new Timer() {
            @Override
            protected void fire() {
                exchange.cancel(true);
            }
        };
        time.schedule(patience, patienceNanos);
        return exchange.thenApply(judge).handle((outcome, failure) -> {
            patience.cancel();
            return failure == null ? outcome : outcomeOf(failure);
        });
    }

    /** The body of an answer that must be there. */
    String get(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString()).join().body();
    }

    private static Outcome outcomeOf(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof CancellationException ? Outcome.GAVE_UP : Outcome.NO_ANSWER;
    }

    private static ExecutorService daemons() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "customers-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
