package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.balancer.Instance;
import dev.breakwater.resilience.balancer.LoadBalancer;
import dev.breakwater.resilience.policy.Attempt;
import jakarta.inject.Inject;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request whose host names a balancer to one of its instances; client interfaces know nothing of it. How the
 * attempt ends is told by its policy, which knows of timeouts too.
 */
@Provider
@ConstrainedTo(RuntimeType.CLIENT)
public class BalancingFilter implements ClientRequestFilter {
    private final Balancers balancers;
    private final Resilience resilience;

    @Inject
    BalancingFilter(Balancers balancers, Resilience resilience) {
        this.balancers = balancers;
        this.resilience = resilience;
    }

    @Override
    public void filter(ClientRequestContext request) {
        LoadBalancer balancer = balancers.forHost(request.getUri().getHost());
        if (balancer == null) {
            return;
        }
        boolean enabled = resilience.enabled();
        Attempt attempt = enabled ? guarded() : null;
        Instance instance = enabled ? balancer.choose(attempt) : balancer.chooseByChecks();
        if (instance == null) {
            throw new IllegalStateException("balancer '" + balancer.name() + "' has no instances");
        }
        if (attempt != null) {
            attempt.sentTo(instance, outcome -> balancer.ended(instance, outcome));
        }
        request.setUri(at(request.getUri(), instance.address()));
    }

    /** The attempt that this request is; null where no policy stands around it. */
    private @Nullable Attempt guarded() {
        Attempt current = resilience.carrier().current();
        return current == null || current.number() == 0 ? null : current;
    }

    private static URI at(URI wanted, URI instance) {
        return UriBuilder.fromUri(wanted)
                .scheme(instance.getScheme())
                .host(instance.getHost())
                .port(instance.getPort())
                .build();
    }
}
