package dev.breakwater.drill.launch;

import dev.breakwater.database.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The command that starts a service, with all it must know of the others. */
final class ServiceCommand {
    /** The clients that the rate limit knows by their API keys. */
    private static final int API_KEYS = 100;

    /** Small, because five of these and a database share a laptop. */
    private static final List<String> JVM = List.of(
            "-Xms32m",
            "-Xmx128m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:MaxMetaspaceSize=160m",
            "-XX:-UsePerfData");

    /** The second keeps the C library from holding memory for each thread apart. */
    static final Map<String, String> ENVIRONMENT = Map.of("CHAOS_ENABLED", "true", "MALLOC_ARENA_MAX", "2");

    private final Setup setup;

    ServiceCommand(Setup setup) {
        this.setup = setup;
    }

    List<String> of(Instance instance) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-Djava.io.tmpdir=" + setup.workspace().temporary());
        properties(instance).forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(setup.packaged(instance.service()).toString());
        return command;
    }

    private Map<String, String> properties(Instance instance) {
        Map<String, String> properties = new LinkedHashMap<>();
        listen(instance, properties);
        instance.service().calls().forEach(other -> call(other, properties));
        instance.service().database().ifPresent(database -> ask(database, properties));
        properties.put("resilience.enabled", String.valueOf(setup.variant().protects()));
        properties.put("resilience.clients.api-keys", apiKeys());
        properties.putAll(setup.variant().properties().getOrDefault(instance.service(), Map.of()));
        return properties;
    }

    private void listen(Instance instance, Map<String, String> properties) {
        properties.put("quarkus.http.host", "127.0.0.1");
        properties.put("quarkus.http.port", String.valueOf(setup.ports().http(instance)));
        properties.put("quarkus.management.host", "127.0.0.1");
        properties.put("quarkus.management.port", String.valueOf(setup.ports().management(instance)));
    }

    /** A service of several instances is called by its name, behind which is a balancer. */
    private void call(Service other, Map<String, String> properties) {
        List<Instance> instances = setup.instances(other);
        String address = "http://" + other.key();
        if (instances.size() == 1) {
            address = httpAddress(instances.get(0));
        } else {
            String balancer = "resilience.balancers." + other.key() + ".";
            properties.put(balancer + "instances", joined(instances, this::httpAddress));
            properties.put(balancer + "health.path", "/q/health/ready");
            properties.put(
                    balancer + "health.ports",
                    joined(instances, each -> "" + setup.ports().management(each)));
        }
        properties.put("quarkus.rest-client." + other.key() + ".url", address);
    }

    private String httpAddress(Instance instance) {
        return "http://127.0.0.1:" + setup.ports().http(instance);
    }

    private static String joined(List<Instance> instances, Function<Instance, String> text) {
        return instances.stream().map(text).collect(Collectors.joining(","));
    }

    private void ask(String database, Map<String, String> properties) {
        String url = PostgresServer.url(setup.ports().database(), database);
        properties.put("quarkus.datasource.reactive.url", url);
        properties.put("quarkus.datasource.jdbc.url", "jdbc:" + url);
        properties.put("quarkus.datasource.username", PostgresServer.USER);
        properties.put("quarkus.datasource.password", PostgresServer.USER);
    }

    private static String apiKeys() {
        return IntStream.range(0, API_KEYS).mapToObj(i -> "demo-" + i).collect(Collectors.joining(","));
    }
}
