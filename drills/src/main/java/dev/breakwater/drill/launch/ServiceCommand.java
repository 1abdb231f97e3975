package dev.breakwater.drill.launch;

import dev.breakwater.database.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:MaxMetaspaceSize=160m",
            "-XX:-UsePerfData");

    private final Setup setup;

    ServiceCommand(Setup setup) {
        this.setup = setup;
    }

    List<String> of(Service service) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-Djava.io.tmpdir=" + setup.workspace().temporary());
        properties(service).forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(setup.packaged(service).toString());
        return command;
    }

    private Map<String, String> properties(Service service) {
        Map<String, String> properties = new LinkedHashMap<>();
        listen(service, properties);
        callOthers(properties);
        service.database().ifPresent(database -> ask(database, properties));
        properties.put("resilience.enabled", String.valueOf(setup.protects()));
        properties.put("resilience.clients.api-keys", apiKeys());
        properties.putAll(setup.properties().getOrDefault(service, Map.of()));
        return properties;
    }

    private void listen(Service service, Map<String, String> properties) {
        properties.put("quarkus.http.host", "127.0.0.1");
        properties.put("quarkus.http.port", String.valueOf(setup.ports().http(service)));
        properties.put("quarkus.management.host", "127.0.0.1");
        properties.put("quarkus.management.port", String.valueOf(setup.ports().management(service)));
    }

    private void callOthers(Map<String, String> properties) {
        for (Service other : Service.values()) {
            properties.put(
                    "quarkus.rest-client." + other.key() + ".url",
                    "http://127.0.0.1:" + setup.ports().http(other));
        }
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
