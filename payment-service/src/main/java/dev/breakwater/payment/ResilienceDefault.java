package dev.breakwater.payment;

import dev.breakwater.resilience.Resilience;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives way to the resilience module's own bean. */
@ApplicationScoped
class ResilienceDefault {
    @Produces
    @DefaultBean
    @Singleton
    Resilience resilience() {
        return Resilience.plain();
    }
}
