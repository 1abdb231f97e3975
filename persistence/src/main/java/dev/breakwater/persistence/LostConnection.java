package dev.breakwater.persistence;

import dev.breakwater.chaos.InjectedFault;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away, going, coming or out of room from one that answered with an error. */
final class LostConnection {

    /**
     * SQLSTATE classes, from PostgreSQL's appendix A: 08 connection exception, 53 insufficient resources, 57 operator
     * intervention (shutdown, starting up, statement timeout), 58 system error.
     */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "57", "58");

    /** What we connected to is a standby, or the database in it is not made yet. */
    private static final Set<String> AWAY_STATES = Set.of("25006", "3D000");

    private LostConnection() {}

    static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isLost(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLost(Throwable failure) {
        if (failure instanceof PgException answer) {
            return isAwayState(answer.getSqlState());
        }
        if (failure instanceof AttemptTimeoutException timeout) {
            return !timeout.isCutByCaller();
        }
        return failure instanceof IOException
                || failure instanceof ConnectionPoolTooBusyException
                || failure instanceof VertxException // the connection was closed
                || failure instanceof InjectedFault // of the point database, which stands for it
                || failure instanceof NoStackTraceThrowable; // the pool gave no connection in time
    }

    private static boolean isAwayState(@Nullable String state) {
        return state != null
                && state.length() == 5
                && (AWAY_CLASSES.contains(state.substring(0, 2)) || AWAY_STATES.contains(state));
    }
}
