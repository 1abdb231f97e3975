package dev.breakwater.chaos.quarkus;

import dev.breakwater.chaos.Chaos;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a fault says so. Reads a field: answers at once, whatever is busy. */
@Readiness
@ApplicationScoped
class ChaosReadiness implements AsyncHealthCheck {
    private final Chaos chaos;

    ChaosReadiness(Chaos chaos) {
        this.chaos = chaos;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::answer);
    }

    private HealthCheckResponse answer() {
        String fault = chaos.notReady();
        return fault == null
                ? HealthCheckResponse.up("chaos")
                : HealthCheckResponse.named("chaos")
                        .down()
                        .withData("fault", fault)
                        .build();
    }
}
