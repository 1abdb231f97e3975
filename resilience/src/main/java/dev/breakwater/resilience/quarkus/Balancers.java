package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.balancer.CheckConfig;
import dev.breakwater.resilience.balancer.EjectionConfig;
import dev.breakwater.resilience.balancer.Instance;
import dev.breakwater.resilience.balancer.LoadBalancer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The load balancers of this service by name, and which instances each of them has. */
@ApplicationScoped
class Balancers {
    private static final Logger LOG = Logger.getLogger("dev.breakwater.resilience");

    private final BalancersConfig config;
    private final Map<String, LoadBalancer> balancers = new TreeMap<>();
    private final Map<String, DnsInstances> names = new TreeMap<>();

    @Inject
    Balancers(BalancersConfig config, Resilience resilience) {
        this(config, resilience, InetAddress::getAllByName);
    }

    Balancers(BalancersConfig config, Resilience resilience, DnsInstances.Resolver resolver) {
        this.config = config;
        config.balancers().forEach((name, figures) -> {
            balancers.put(name, balancer(name, figures, resilience));
            names.put(name, new DnsInstances(figures.instances(), resolver, LOG::warn));
        });
    }

    private static LoadBalancer balancer(String name, BalancersConfig.Balancer figures, Resilience resilience) {
        try {
            BalancerRules.check(figures);
            LoadBalancer balancer = new LoadBalancer(
                    name, ejection(figures.ejection()), checks(figures.health()), resilience.time(), resilience::tell);
            // With DNS the names themselves serve until their addresses are known.
            balancer.use(figures.instances());
            return balancer;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("resilience.balancers." + name + "." + e.getMessage(), e);
        }
    }

    private static EjectionConfig ejection(BalancersConfig.Ejection figures) {
        return new EjectionConfig(figures.failures(), figures.base(), figures.cap(), figures.maxShare());
    }

    private static CheckConfig checks(BalancersConfig.Health figures) {
        return new CheckConfig(figures.interval(), figures.timeout(), figures.badChecks(), figures.goodChecks());
    }

    Map<String, LoadBalancer> all() {
        return Collections.unmodifiableMap(balancers);
    }

    /** The balancer that stands for this host; null where it is an ordinary host. */
    @Nullable
    LoadBalancer forHost(@Nullable String host) {
        return host == null ? null : balancers.get(host);
    }

    BalancersConfig.Balancer figures(LoadBalancer balancer) {
        return Objects.requireNonNull(config.balancers().get(balancer.name()), balancer.name());
    }

    /** Where the instance is asked how it is. */
    URI healthAddress(LoadBalancer balancer, Instance instance, String path) {
        BalancersConfig.Balancer figures = figures(balancer);
        List<Integer> ports = figures.health().ports().orElse(List.of());
        int at = figures.instances().indexOf(instance.address());
        int port = ports.isEmpty() ? instance.address().getPort() : ports.get(ports.size() == 1 ? 0 : at);
        return Place.of(instance.address(), instance.address().getHost(), port).resolve(path);
    }

    /** Asks DNS and puts what it says in place; where it says nothing, what was known stays. Blocks. */
    void resolve(LoadBalancer balancer) {
        List<URI> found = Objects.requireNonNull(names.get(balancer.name()), balancer.name())
                .ask();
        if (!found.isEmpty()) {
            balancer.use(found);
        }
    }
}
