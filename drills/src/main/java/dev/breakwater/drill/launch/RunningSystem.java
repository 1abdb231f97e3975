package dev.breakwater.drill.launch;

import dev.breakwater.database.PostgresServer;
import dev.breakwater.resilience.time.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The whole system, running. It ends when it is closed, when this process ends by Ctrl-C or SIGTERM, and when this
 * process is killed.
 */
public final class RunningSystem implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8); // a service gives its requests 5 s
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private final Setup setup;
    private final ServiceCommand commands;
    private final TimeSource time = TimeSource.system();
    private final Watchdog watchdog = new Watchdog();
    private final Thread closer = new Thread(this::stop, "system-closer");
    private final Map<Instance, ServiceProcess> processes = new ConcurrentHashMap<>();
    private final CompletableFuture<String> trouble = new CompletableFuture<>();
    private PostgresServer database;
    private volatile boolean closed;

    private RunningSystem(Setup setup) {
        this.setup = setup;
        this.commands = new ServiceCommand(setup);
    }

    /**
     * Starts everything at once, and returns when all of it is ready.
     *
     * @throws LaunchException saying what did not start, and why
     */
    public static RunningSystem start(Setup setup) throws LaunchException {
        RunningSystem system = new RunningSystem(setup);
        try {
            system.refuseWhatCannotStart();
            Runtime.getRuntime().addShutdownHook(system.closer);
            system.launch();
            system.awaitReady(setup.instances());
            return system;
        } catch (LaunchException | RuntimeException e) {
            system.close();
            throw e;
        }
    }

    /** Every process of a service. */
    public List<Instance> instances() {
        return setup.instances();
    }

    /** Every process of this service. */
    public List<Instance> instances(Service service) {
        return setup.instances(service);
    }

    /** A service's HTTP address: its first instance's. */
    public URI http(Service service) {
        return http(Instance.first(service));
    }

    /** An instance's HTTP address. */
    public URI http(Instance instance) {
        return URI.create("http://127.0.0.1:" + setup.ports().http(instance));
    }

    /** A service's management interface: its first instance's. */
    public Management management(Service service) {
        return management(Instance.first(service));
    }

    /** An instance's management interface. */
    public Management management(Instance instance) {
        return new Management(
                instance, URI.create("http://127.0.0.1:" + setup.ports().management(instance)));
    }

    /** A new connection to the database of a service, to look what is in it. */
    public Connection connect(Service service) throws SQLException {
        return database.connect(service.database().orElseThrow());
    }

    /** Where a database is. */
    public String databaseUrl(Service service) {
        return PostgresServer.url(setup.ports().database(), service.database().orElseThrow());
    }

    /** Kills a service's first instance as {@code kill -9} does. */
    public void kill(Service service) {
        ServiceProcess process = processes.remove(Instance.first(service)); // its end is no news
        process.kill();
        watchdog.release(process.pid());
    }

    /** Starts a service that was killed, on the same ports, and returns when it is ready. */
    public void restart(Service service) throws LaunchException {
        start(Instance.first(service));
        awaitReady(List.of(Instance.first(service)));
    }

    /** Stops the database, as an operator does: connections end. */
    public synchronized void stopDatabase() {
        database.close();
    }

    /** Starts the database again, with the data it had. */
    public synchronized void startDatabase() throws LaunchException {
        requireOpen();
        List<String> databases = Stream.of(Service.values())
                .flatMap(service -> service.database().stream())
                .toList();
        try {
            database = PostgresServer.start(
                    setup.workspace().database(),
                    setup.databaseBinaries(),
                    setup.ports().database(),
                    databases);
        } catch (IOException e) {
            throw new LaunchException("PostgreSQL cannot be started: " + e.getMessage(), e);
        }
    }

    /** Waits until everything is ready. */
    public void awaitReady() throws LaunchException {
        awaitReady(setup.instances());
    }

    /** Completes, with what happened, when a service ends that should not. */
    public CompletableFuture<String> trouble() {
        return trouble;
    }

    /** Stops everything, and returns when all of it has ended. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(closer);
        } catch (IllegalStateException e) {
            // it is this hook that runs, or will
        }
    }

    private void refuseWhatCannotStart() throws LaunchException {
        for (Service service : Service.values()) {
            if (!Files.exists(setup.packaged(service))) {
                throw new LaunchException(setup.packaged(service) + " is missing: build with mvn -DskipTests package");
            }
        }
        List<String> taken = setup.ports().taken(setup.instances());
        if (!taken.isEmpty()) {
            throw new LaunchException("in use already: port " + String.join(", port ", taken));
        }
    }

    private void launch() throws LaunchException {
        try {
            setup.workspace().open();
            watchdog.removeAtTheEnd(setup.workspace().passing());
            for (Instance instance : setup.instances()) {
                start(instance);
            }
            watchdog.guardDatabase(PostgresServer.pidFile(setup.workspace().database()));
            startDatabase();
            setup.workspace().markWhole();
        } catch (IOException e) {
            throw new LaunchException("the system cannot be started: " + e.getMessage(), e);
        }
    }

    private synchronized void start(Instance instance) throws LaunchException {
        requireOpen();
        try {
            ServiceProcess process = ServiceProcess.start(
                    instance.name(),
                    commands.of(instance),
                    ServiceCommand.ENVIRONMENT,
                    setup.workspace().log(instance.name()));
            watchdog.guard(process.pid());
            processes.put(instance, process);
            process.onExit().thenRunAsync(() -> ended(instance, process));
        } catch (IOException e) {
            throw new LaunchException(instance.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private void awaitReady(List<Instance> instances) throws LaunchException {
        long start = time.nanoTime();
        for (Instance instance : instances) {
            while (!management(instance).isReady()) {
                failOnTrouble();
                if (time.nanoTime() - start > READY_LIMIT.toNanos()) {
                    throw new LaunchException(instance.name() + " was not ready within " + READY_LIMIT.toSeconds()
                            + " s; the end of its log:\n"
                            + processes.get(instance).tail());
                }
                pause();
            }
        }
    }

    /** Takes no lock: who waits for processes to end holds it. */
    private void ended(Instance instance, ServiceProcess process) {
        if (!closed && processes.get(instance) == process) {
            watchdog.release(process.pid());
            trouble.complete(process.obituary());
        }
    }

    private void requireOpen() throws LaunchException {
        if (closed) {
            throw new LaunchException("the system is stopping");
        }
    }

    private void failOnTrouble() throws LaunchException {
        if (trouble.isDone()) {
            throw new LaunchException(trouble.join());
        }
    }

    private void pause() throws LaunchException {
        try {
            time.sleep(LOOK_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while the system starts");
        }
    }

    private synchronized void stop() {
        if (closed) {
            return;
        }
        closed = true;
        processes.values().forEach(ServiceProcess::terminate);
        long began = time.nanoTime();
        processes.values().forEach(process -> process.awaitEnd(STOP_LIMIT.minusNanos(time.nanoTime() - began)));
        if (database != null) {
            database.close();
        }
        watchdog.close();
        setup.ports().close();
        setup.workspace().close();
    }
}
