package dev.breakwater.resilience.quarkus;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells clients apart: by {@code X-API-Key} where it is a configured one, else by address. What a client says of itself
 * beyond that is not believed, or it could be a new client with each request.
 */
@ApplicationScoped
public class Clients {
    private final Set<String> apiKeys;
    private final List<Network> trustedProxies;

    @Inject
    Clients(ClientsConfig config) {
        this(
                Set.copyOf(config.apiKeys().orElse(List.of())),
                config.trustedProxies().orElse(List.of()));
    }

    Clients(Set<String> apiKeys, List<String> trustedProxies) {
        this.apiKeys = apiKeys;
        this.trustedProxies = trustedProxies.stream().map(Network::parse).toList();
    }

    /** Who sent the request. */
    public Client of(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        return identify(
                request.getHeader("X-API-Key"),
                peer == null ? null : peer.hostAddress(),
                request.headers().getAll("X-Forwarded-For"));
    }

    Client identify(@Nullable String apiKey, @Nullable String peer, List<String> forwardedFor) {
        if (apiKey != null && apiKeys.contains(apiKey)) {
            return new Client("key:" + apiKey, true);
        }
        return new Client(
                "address:" + (peer == null ? "unknown" : Network.ofClient(client(peer, forwardedFor))), false);
    }

    /** The nearest address that is no proxy of ours: what stands before it in the header anybody may have written. */
    private String client(String peer, List<String> forwardedFor) {
        String nearest = peer;
        String[] hops = String.join(",", forwardedFor).split(",");
        for (int i = hops.length - 1; i >= 0 && isTrusted(nearest) && Network.isAddress(hops[i].strip()); i--) {
            nearest = hops[i].strip();
        }
        return nearest;
    }

    private boolean isTrusted(String address) {
        return trustedProxies.stream().anyMatch(network -> network.contains(address));
    }
}
