package dev.breakwater.drill.launch;

import java.nio.file.Path;
import java.util.Map;

/**
 * What to start.
 *
 * @param home the root of the built tree
 * @param workspace where data, logs and temporary files are
 * @param ports where it listens
 * @param protects whether resilience is enabled
 * @param properties more configuration, by service
 */
public record Setup(
        Path home, Workspace workspace, Ports ports, boolean protects, Map<Service, Map<String, String>> properties) {

    /** A system on free ports, whose data go with it. */
    public static Setup throwAway(Path home, boolean protects) throws LaunchException {
        return new Setup(home, Workspace.throwAway(), Ports.free(), protects, Map.of());
    }

    /** The directory where PostgreSQL is unpacked: built once, used by all. */
    Path databaseBinaries() {
        return home.resolve("drills/target/postgres");
    }

    Path packaged(Service service) {
        return home.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
