package dev.breakwater.benchmarks.library;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One library's layers, made once, around work that is given: bulkhead, circuit breaker, retry; for asynchronous work a
 * timeout too. What comes back is what a user of the library would keep and call.
 */
public interface Guards {

    /** Guards work on the calling thread. */
    Callable<String> sync(Callable<String> work);

    /** Guards work that answers later. */
    Supplier<CompletionStage<String>> stage(Supplier<CompletionStage<String>> work);

    /** The same in Mutiny's type, where the library knows it. */
    default Supplier<Uni<String>> uni(Supplier<Uni<String>> work) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " knows no Uni");
    }
}
