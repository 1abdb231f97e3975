package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.policy.Pipeline;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import java.util.function.Supplier;

/**
 * Work that runs through a pipeline each time it is subscribed to: {@link Guard#uni}.
 */
final class GuardedUni<T> extends AbstractUni<T> {
    private final Pipeline pipeline;
    private final Supplier<Uni<T>> work;
    private final boolean repeatable;

    GuardedUni(Pipeline pipeline, Supplier<Uni<T>> work, boolean repeatable) {
        this.pipeline = pipeline;
        this.work = work;
        this.repeatable = repeatable;
    }

    @Override
    public void subscribe(UniSubscriber<? super T> subscriber) {
        if (pipeline.resilience().enabled()) {
            new UniCall<>(pipeline, work, repeatable, subscriber).begin();
        } else {
            AbstractUni.subscribe(Uni.createFrom().deferred(work::get), subscriber);
        }
    }
}
