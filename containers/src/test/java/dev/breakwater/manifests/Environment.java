package dev.breakwater.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment variables that mean something to a service: those that override a property which the service or one of
 * the modules sets, and the few that stand for a property without a default.
 */
record Environment(Set<String> names) {
    /**
     * Read by a service though no file sets them. Written down, because the mappings that declare them are in modules whose
     * classes are not here: what is shipped is tested from outside. That the services do read them is what the tests in
     * containers show, where nothing would find its database, its neighbours or its faults otherwise.
     */
    private static final List<String> WITHOUT_A_DEFAULT = List.of(
            "chaos.enabled",
            "chaos.token",
            "quarkus.redis.hosts",
            "quarkus.redis.password",
            "quarkus.shutdown.delay",
            "resilience.balancers.fraud.discovery",
            "resilience.balancers.fraud.dns-refresh",
            "resilience.balancers.fraud.health.path",
            "resilience.balancers.fraud.health.ports",
            "resilience.balancers.fraud.instances",
            "resilience.balancers.payment.discovery",
            "resilience.balancers.payment.dns-refresh",
            "resilience.balancers.payment.instances",
            "resilience.balancers.recommendation.discovery",
            "resilience.balancers.recommendation.dns-refresh",
            "resilience.balancers.recommendation.instances",
            "resilience.clients.api-keys",
            "resilience.clients.trusted-proxies");

    /** Read by other variables of the same container. */
    private static final Set<String> PARTS = Set.of("DATABASE", "REDIS");

    /** Read by {@code java} itself. */
    private static final String LAUNCHERS = "JDK_JAVA_OPTIONS";

    static Environment of(String service) {
        return new Environment(Stream.concat(
                        WITHOUT_A_DEFAULT.stream(),
                        Stream.concat(
                                keys(service + "/src/main/resources/application.properties"),
                                keys("persistence/src/main/resources/META-INF/microprofile-config.properties")))
                .map(Environment::name)
                .collect(Collectors.toSet()));
    }

    boolean isRead(String variable) {
        return names.contains(variable) || PARTS.contains(variable) || variable.equals(LAUNCHERS);
    }

    /** As MicroProfile Config maps them. */
    private static String name(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Stream<String> keys(String file) {
        Path path = Project.ROOT.resolve(file);
        try {
            return Files.readAllLines(path).stream()
                    .filter(line -> !line.startsWith("#") && line.contains("="))
                    .map(line -> line.substring(0, line.indexOf('=')).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
