package dev.breakwater.resilience.quarkus;

import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.MDC;

/** Guarded work in several steps, that says what it finds of the request it belongs to. */
@ApplicationScoped
class Courier {
    private final BareShopClient shop;

    Courier(@RestClient BareShopClient shop) {
        this.shop = shop;
    }

    @Resilient("courier")
    Uni<String> deadlineAfterAHop() {
        return shop.deadline().flatMap(answer -> shop.deadline());
    }

    @Resilient("courier")
    Uni<String> deadlineInAPolicyAfterAHop() {
        return shop.deadline().flatMap(answer -> shop.deadlineInAPolicy());
    }

    @Resilient("van")
    Uni<String> deadlineAfterTwoHops() {
        return shop.deadline().flatMap(answer -> shop.deadline()).flatMap(answer -> shop.deadline());
    }

    @Resilient("courier")
    String deadlineOnAThread() {
        return shop.deadlineForThreads();
    }

    @Resilient("courier")
    Uni<String> detached() {
        return Detached.run(this::tellInTwoSteps)
                .flatMap(told -> shop.deadline().map(mine -> told + " " + mine));
    }

    private Uni<String> tellInTwoSteps() {
        String carried = carried();
        return shop.deadline()
                .flatMap(before -> shop.deadline()
                        .map(after -> String.join(" ", before, after, carried, (String) MDC.get("order"))));
    }

    /** Fails at first, so that what is told is told by a retry. */
    @Resilient("hasty")
    @Idempotent
    Uni<String> tellAtTheSecondAttempt(AtomicInteger attempts) {
        return attempts.incrementAndGet() == 1
                ? Uni.createFrom().failure(new IllegalStateException("not yet"))
                : Uni.createFrom().item(carried());
    }

    /** Never answers at first. */
    @Resilient("hasty")
    @Idempotent
    Uni<String> tellAfterATimeout(AtomicInteger attempts) {
        return attempts.incrementAndGet() == 1
                ? Uni.createFrom().nothing()
                : Uni.createFrom().item(carried());
    }

    @Resilient("hasty")
    Uni<String> never() {
        return Uni.createFrom().nothing();
    }

    /** What log and trace know of the request. */
    static String carried() {
        return MDC.get("order") + "/" + Context.current().get(TraceInVertx.ORDER);
    }
}
