package dev.breakwater.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL whose data stay in a directory of the caller's. It listens on the loopback address alone, and lives
 * on when the process that started it dies: who starts it sees to its end.
 *
 * <p>A commit is handed to the operating system before it is acknowledged: it survives the death of every process here,
 * though not a power cut, for which a demo does not make each checkout wait for a disk.
 */
public final class PostgresServer implements AutoCloseable {
    /** User and password of every database. */
    public static final String USER = "postgres";

    private static final Duration START = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final Path directory;

    private PostgresServer(EmbeddedPostgres server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /**
     * Starts the server and makes the databases that are missing. One that an earlier start left running in the
     * directory is ended first.
     *
     * @param directory of the data, and of {@code postgres.log}
     * @param binaries where PostgreSQL itself is unpacked, once
     * @throws IOException where it does not start
     */
    public static PostgresServer start(Path directory, Path binaries, int port, List<String> databases)
            throws IOException {
        Files.createDirectories(data(directory));
        postmaster(directory).ifPresent(PostgresServer::kill);
        PostgresServer started = new PostgresServer(launch(directory, binaries, port), directory);
        try {
            for (String database : databases) {
                started.createIfMissing(database);
            }
        } catch (SQLException e) {
            started.close();
            throw new IOException("PostgreSQL started, but has no databases: " + e.getMessage(), e);
        }
        return started;
    }

    /** Where a server in the directory writes its process id while it lives. */
    public static Path pidFile(Path directory) {
        return data(directory).resolve("postmaster.pid");
    }

    /** Where a database is: {@code postgresql://127.0.0.1:5432/orders}, with {@code jdbc:} before it for JDBC. */
    public static String url(int port, String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A new connection, to look into a database. */
    public Connection connect(String database) throws SQLException {
        return server.getDatabase(USER, database).getConnection();
    }

    /** Stops the server within a few seconds, one way or the other. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            postmaster(directory).ifPresent(PostgresServer::kill);
        }
    }

    static void create(EmbeddedPostgres server, String database) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + statement.enquoteIdentifier(database, true));
        }
    }

    private static EmbeddedPostgres launch(Path directory, Path binaries, int port) throws IOException {
        System.setProperty("ot.epg.working-dir", binaries.toString()); // else a directory is made in /tmp as well
        Redirect log = Redirect.appendTo(directory.resolve("postgres.log").toFile());
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data(directory))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(START)
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "32MB")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("wal_level", "minimal") // nobody replicates it
                    .setServerConfig("max_wal_senders", "0")
                    .setServerConfig("max_logical_replication_workers", "0")
                    .start();
        } catch (IllegalStateException e) { // one of its commands failed
            throw new IOException(e.getMessage(), e);
        }
    }

    private void createIfMissing(String database) throws SQLException {
        try (Connection connection = connect("postgres");
                PreparedStatement look = connection.prepareStatement("select from pg_database where datname = ?")) {
            look.setString(1, database);
            if (!look.executeQuery().next()) {
                create(server, database);
            }
        }
    }

    /** The server's main process, if it lives. Its number may belong to another process by now: the name tells. */
    private static Optional<ProcessHandle> postmaster(Path directory) {
        try (var lines = Files.lines(pidFile(directory))) {
            return lines.findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                    .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
        } catch (IOException e) {
            return Optional.empty(); // there is none
        }
    }

    /** What it acknowledged is safe; those of its processes that are left end by themselves. */
    private static void kill(ProcessHandle postmaster) {
        postmaster.destroyForcibly();
        // The exit is told in the common pool, whose one thread may be waiting for us: not for ever, then.
        postmaster.onExit().completeOnTimeout(postmaster, 5, TimeUnit.SECONDS).join();
    }

    private static Path data(Path directory) {
        return directory.resolve("data");
    }
}
