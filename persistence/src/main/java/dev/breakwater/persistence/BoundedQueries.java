package dev.breakwater.persistence;

import dev.breakwater.chaos.quarkus.ChaosPoint;
import dev.breakwater.resilience.quarkus.Resilient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** A bean of its own, so that the policy's interceptor stands between it and {@link Database}. */
@ApplicationScoped
class BoundedQueries {

    @Resilient("database")
    @ChaosPoint("database")
    <T> Uni<T> run(Supplier<Uni<T>> question) {
        return question.get();
    }
}
