package dev.breakwater.resilience.quarkus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code resilience.balancers.<name>.…}: a service of several instances. REST clients reach it by the address {@code
 * http://<name>}. Public, because a service that validates its own configuration has this one validated too, through
 * reflection.
 */
@ConfigMapping(prefix = "resilience.balancers")
public interface BalancersConfig {

    @WithParentName
    Map<String, Balancer> balancers();

    /** One service. */
    interface Balancer {
        /** Where its instances are, such as {@code http://localhost:8083,http://localhost:8093}. */
        List<URI> instances();

        /** Whether each host in that list is one instance, or a DNS name for any number of them. */
        @WithDefault("static")
        Discovery discovery();

        /** How often DNS is asked. The JVM itself remembers its answers for {@code networkaddress.cache.ttl}. */
        @WithDefault("5s")
        Duration dnsRefresh();

        Health health();

        Ejection ejection();
    }

    /** Where instances come from. */
    enum Discovery {
        STATIC,
        DNS
    }

    /** Active checks. */
    interface Health {
        /** What is asked, such as {@code /q/health/ready}; without it there are no active checks. */
        Optional<String> path();

        /** On which port: one for all instances, or one for each in their order; the instance's own by default. */
        Optional<List<Integer>> ports();

        /** From one check to the next. */
        @WithDefault("1s")
        Duration interval();

        /** After which no answer is a bad one. */
        @WithDefault("500ms")
        Duration timeout();

        /** Bad checks in a row that take an instance out of rotation. */
        @WithDefault("1")
        int badChecks();

        /** Good checks in a row that bring it back. */
        @WithDefault("2")
        int goodChecks();
    }

    /** Passive ejection. */
    interface Ejection {
        /** Consecutive failed calls that take an instance out of rotation. */
        @WithDefault("3")
        int failures();

        /** For how long the first time. */
        @WithDefault("5s")
        Duration base();

        /** For how long at the most. */
        @WithDefault("60s")
        Duration cap();

        /** The largest share of the instances that may be out for this reason. */
        @WithDefault("0.5")
        double maxShare();
    }
}
