package dev.breakwater.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A service's tables as its tests see and change them, each time over a connection of its own. Thread-safe. */
public abstract class SqlTables {
    private final DataSource database;

    protected SqlTables(DataSource database) {
        this.database = database;
    }

    /** What another instance does. */
    public void run(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.execute();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first figure of the first row; null where there is no row. */
    @SuppressWarnings("unchecked")
    protected <T> T one(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? (T) rows.getObject(1) : null;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** How many rows there are, given what follows {@code from}. */
    public long count(String from, Object... parameters) {
        return this.<Long>one("select count(*) from " + from, parameters);
    }

    /** Lets nobody into a table until it is closed. */
    public Lock lock(String table) {
        try {
            return new Lock(database.getConnection(), table);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** A table that is held. */
    public static final class Lock implements AutoCloseable {
        private final Connection holder;

        private Lock(Connection holder, String table) throws SQLException {
            this.holder = holder;
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table " + table);
        }

        @Override
        public void close() {
            try (holder) {
                holder.rollback();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }
}
