package dev.breakwater.order.checkout;

import dev.breakwater.resilience.quarkus.Client;
import dev.breakwater.resilience.quarkus.Clients;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Whose idempotency keys these are: the known API key's; all callers without one share theirs. */
@ApplicationScoped
class KeyScope {
    private static final String SHARED = "shared";

    private final Clients clients;

    KeyScope(Clients clients) {
        this.clients = clients;
    }

    /** A digest, so that no API key stands in the database. */
    String of(HttpServerRequest request) {
        Client client = clients.of(request);
        return client.known() ? Fingerprint.of(client.id()) : SHARED;
    }
}
