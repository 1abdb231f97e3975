package dev.breakwater.chaos.quarkus;

import dev.breakwater.resilience.quarkus.Idempotent;
import dev.breakwater.resilience.quarkus.Resilient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A dependency to break; tells what kind of thread it was called on. */
@ApplicationScoped
public class Depot {
    final AtomicInteger calls = new AtomicInteger();

    @ChaosPoint("plain")
    String plain() {
        return thread();
    }

    @ChaosPoint("uni")
    Uni<String> uni() {
        return Uni.createFrom().item(thread());
    }

    @ChaosPoint("stage")
    CompletionStage<String> stage() {
        return CompletableFuture.completedFuture(thread());
    }

    @Resilient("depot")
    @Idempotent
    @ChaosPoint("protected")
    Uni<String> guarded() {
        return Uni.createFrom().item(thread());
    }

    int calls() {
        return calls.get();
    }

    private String thread() {
        calls.incrementAndGet();
        return Context.isOnEventLoopThread() ? "event loop" : "worker";
    }
}
