package dev.breakwater.resilience.quarkus;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A bean whose methods fail twice, then greet. */
@ApplicationScoped
@Resilient("bean")
@Idempotent
class Greeter {
    private final AtomicInteger calls = new AtomicInteger();

    int calls() {
        return calls.get();
    }

    void startAfresh() {
        calls.set(0);
    }

    String plain() {
        failTwice();
        return "hello";
    }

    Uni<String> uni() {
        return Uni.createFrom().item(() -> {
            failTwice();
            return "hello";
        });
    }

    CompletionStage<String> stage() {
        failTwice();
        return CompletableFuture.completedFuture("hello");
    }

    CompletableFuture<String> future() {
        failTwice();
        return CompletableFuture.completedFuture("hello");
    }

    CompletableFuture<String> neverInTheFuture() {
        return new CompletableFuture<>();
    }

    Uni<String> never() {
        return Uni.createFrom().nothing();
    }

    String checked() throws java.io.IOException {
        throw new java.io.IOException("as it is");
    }

    private void failTwice() {
        if (calls.incrementAndGet() % 3 != 0) {
            throw new IllegalStateException("not yet");
        }
    }
}
