package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.policy.Attempt;
import dev.breakwater.resilience.policy.Pipeline;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that runs through a pipeline each time it is subscribed to: {@link Guard#uni}.
 */
final class GuardedUni<T> extends AbstractUni<T> {
    final Pipeline pipeline;
    final Supplier<Uni<T>> work;
    final boolean repeatable;
    /** What is made in one step of a chain is subscribed to after that step, and belongs to its attempt all the same. */
    private final @Nullable Attempt madeIn;

    GuardedUni(Pipeline pipeline, Supplier<Uni<T>> work, boolean repeatable) {
        this.pipeline = pipeline;
        this.work = work;
        this.repeatable = repeatable;
        this.madeIn = pipeline.resilience().carrier().current();
    }

    @Override
    public void subscribe(UniSubscriber<? super T> subscriber) {
        if (pipeline.resilience().enabled()) {
            new UniCall<>(this, parent(), subscriber).begin();
        } else {
            AbstractUni.subscribe(Uni.createFrom().deferred(work::get), subscriber);
        }
    }

    private @Nullable Attempt parent() {
        Attempt current = pipeline.resilience().carrier().current();
        return isAttempt(madeIn) && !isAttempt(current) ? madeIn : current;
    }

    private static boolean isAttempt(@Nullable Attempt attempt) {
        return attempt != null && attempt.number() > 0;
    }
}
