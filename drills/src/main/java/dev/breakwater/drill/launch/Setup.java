package dev.breakwater.drill.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What to start.
 *
 * @param home the root of the built tree
 * @param workspace where data, logs and temporary files are
 * @param ports where it listens
 * @param protects whether resilience is enabled
 * @param fraudInstances how many of fraud-service; with more than one, payment-service balances its calls
 */
public record Setup(Path home, Workspace workspace, Ports ports, boolean protects, int fraudInstances) {

    /** A system on free ports, whose data go with it. */
    public static Setup throwAway(Path home, boolean protects) throws LaunchException {
        return new Setup(home, Workspace.throwAway(), Ports.free(), protects, 1);
    }

    /** Every process of a service that there is to be. */
    List<Instance> instances() {
        return Stream.of(Service.values())
                .flatMap(service -> instances(service).stream())
                .toList();
    }

    List<Instance> instances(Service service) {
        return IntStream.rangeClosed(1, service == Service.FRAUD ? fraudInstances : 1)
                .mapToObj(number -> new Instance(service, number))
                .toList();
    }

    /** The directory where PostgreSQL is unpacked: built once, used by all. */
    Path databaseBinaries() {
        return home.resolve("drills/target/postgres");
    }

    Path packaged(Service service) {
        return home.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
