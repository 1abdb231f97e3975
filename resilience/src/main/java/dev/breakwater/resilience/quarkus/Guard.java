package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.policy.Pipeline;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Runs asynchronous work through a pipeline. For blocking work see {@link Pipeline#call}. */
public final class Guard {
    private Guard() {}

    /**
     * Work whose every subscription is one call through the pipeline. A timeout, a deadline or the subscriber's
     * cancellation cancels the work's own subscription.
     *
     * @param work gives a fresh {@code Uni} for each attempt
     * @param repeatable whether the work may be tried again: done twice it has the effect of once
     */
    public static <T> Uni<T> uni(Pipeline pipeline, Supplier<Uni<T>> work, boolean repeatable) {
        return new GuardedUni<>(pipeline, work, repeatable);
    }

    /** The same for a {@code CompletionStage}; the call begins at once. Cancelling the answer cancels the work. */
    public static <T> CompletionStage<T> stage(
            Pipeline pipeline, Supplier<CompletionStage<T>> work, boolean repeatable) {
        return uni(pipeline, () -> uniOf(work), repeatable).subscribeAsCompletionStage();
    }

    /** As {@code Uni.createFrom().completionStage(work)}, which however wraps and traces every failure on its way. */
    private static <T> Uni<T> uniOf(Supplier<CompletionStage<T>> work) {
        return Uni.createFrom().emitter(answer -> {
            CompletionStage<T> stage = work.get();
            answer.onTermination(() -> stage.toCompletableFuture().cancel(false));
            stage.handle((item, failure) -> {
                if (failure == null) {
                    answer.complete(item);
                } else {
                    answer.fail(failure);
                }
                return null;
            });
        });
    }
}
