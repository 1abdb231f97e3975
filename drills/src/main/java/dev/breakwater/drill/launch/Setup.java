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
 * @param variant what of it differs from other starts
 */
public record Setup(Path home, Workspace workspace, Ports ports, Variant variant) {

    /** A system on free ports, whose data go with it. */
    public static Setup throwAway(Path home, Variant variant) throws LaunchException {
        return new Setup(home, Workspace.throwAway(), Ports.free(), variant);
    }

    /** Every process of a service that there is to be. */
    List<Instance> instances() {
        return Stream.of(Service.values())
                .flatMap(service -> instances(service).stream())
                .toList();
    }

    List<Instance> instances(Service service) {
        return IntStream.rangeClosed(1, service == Service.FRAUD ? variant.fraudInstances() : 1)
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
