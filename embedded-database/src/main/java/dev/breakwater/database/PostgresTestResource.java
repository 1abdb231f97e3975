package dev.breakwater.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;

/**
 * A real PostgreSQL for a {@code @QuarkusTest}, on a free port and with data that go when it stops. The argument
 * {@code database} names the database to make and to give to the service's datasource.
 */
public class PostgresTestResource implements QuarkusTestResourceLifecycleManager {
    private String database;
    private EmbeddedPostgres server;

    @Override
    public void init(Map<String, String> arguments) {
        database = Objects.requireNonNull(arguments.get("database"), "the argument 'database' is missing");
    }

    @Override
    public Map<String, String> start() {
        try {
            server = EmbeddedPostgres.start();
            PostgresServer.create(server, database);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("no PostgreSQL for the test: " + e.getMessage(), e);
        }
        String address = "postgresql://localhost:" + server.getPort() + "/" + database;
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:" + address,
                "quarkus.datasource.reactive.url",
                address,
                "quarkus.datasource.username",
                PostgresServer.USER,
                "quarkus.datasource.password",
                PostgresServer.USER);
    }

    @Override
    public void stop() {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
