package dev.breakwater.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Asks the database the cheapest question there is, and waits 2 seconds for the answer. */
final class Look implements DatabaseWatch.Step {
    private static final int LIMIT_MILLIS = 2_000;

    private final DataSource jdbc;

    Look(DataSource jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void run() throws SQLException {
        try (Connection connection = jdbc.getConnection();
                Statement statement = connection.createStatement()) {
            int usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, LIMIT_MILLIS);
            statement.execute("select 1");
            connection.setNetworkTimeout(Runnable::run, usual);
        }
    }
}
