package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Notes when each request came in, before anything can hold it: its deadline counts from then. */
@ApplicationScoped
class Arrival {
    /** Where the note stands in the routing context: {@code nanoTime} of the module's time. */
    static final String NANOS = Arrival.class.getName();

    private static final int BEFORE_ALL = -10_000;

    void note(@Observes Router router, Resilience resilience) {
        router.route().order(BEFORE_ALL).handler(request -> {
            request.put(NANOS, resilience.time().nanoTime());
            request.next();
        });
    }
}
