package dev.breakwater.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database the cheapest question there is, and waits 2 seconds for the answer. Keeps its connection while that
 * answers; after a failure the next look makes a new one. For one thread.
 */
final class Look implements DatabaseWatch.Step {
    private static final int LIMIT_MILLIS = 2_000;

    private final DataSource jdbc;
    private @Nullable Connection kept;

    Look(DataSource jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void run() throws SQLException {
        Connection connection = kept == null ? jdbc.getConnection() : kept;
        kept = null;
        try (Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, LIMIT_MILLIS);
            statement.execute("select 1");
            kept = connection;
        } finally {
            if (kept == null) {
                connection.close();
            }
        }
    }
}
