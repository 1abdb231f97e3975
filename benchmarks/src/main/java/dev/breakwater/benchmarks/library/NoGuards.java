package dev.breakwater.benchmarks.library;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

final class NoGuards implements Guards {

    @Override
    public Callable<String> sync(Callable<String> work) {
        return work;
    }

    @Override
    public Supplier<CompletionStage<String>> stage(Supplier<CompletionStage<String>> work) {
        return work;
    }

    @Override
    public Supplier<Uni<String>> uni(Supplier<Uni<String>> work) {
        return work;
    }
}
