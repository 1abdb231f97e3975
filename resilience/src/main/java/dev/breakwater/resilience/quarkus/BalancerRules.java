package dev.breakwater.resilience.quarkus;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** What a balancer's configuration must be, beyond the figures that check themselves. */
final class BalancerRules {
    private static final Duration SHORTEST = Duration.ofMillis(1); // what a timer of Vert.x can wait
    private static final Duration LONGEST = Duration.ofDays(1);

    private BalancerRules() {}

    /** @throws IllegalArgumentException with the property, its value and what it must be */
    static void check(BalancersConfig.Balancer figures) {
        List<URI> instances = figures.instances();
        for (URI instance : instances) {
            require(
                    Place.isOne(instance),
                    "instances has '" + instance + "'; it must hold addresses such as http://localhost:8083");
        }
        require(
                new HashSet<>(instances).size() == instances.size(),
                "instances is " + instances + "; it must name each instance once");
        Duration refresh = figures.dnsRefresh();
        require(
                refresh.compareTo(SHORTEST) >= 0 && refresh.compareTo(LONGEST) <= 0,
                "dns-refresh is " + refresh + "; it must be at least 1 ms, at most 1 day");
        check(figures.health(), figures.discovery() == BalancersConfig.Discovery.DNS ? 1 : instances.size());
    }

    private static void check(BalancersConfig.Health health, int places) {
        health.path()
                .ifPresent(path -> require(
                        path.startsWith("/"),
                        "health.path is '" + path + "'; it must begin with /, such as /q/health/ready"));
        health.ports().ifPresent(ports -> {
            for (int port : ports) {
                require(Place.isPort(port), "health.ports has " + port + "; it must hold ports from 1 to 65535");
            }
            require(
                    ports.size() == 1 || ports.size() == places,
                    "health.ports is " + ports + "; it must hold one port for all instances"
                            + (places > 1 ? ", or one for each of the " + places : ""));
        });
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
