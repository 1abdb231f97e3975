package dev.breakwater.persistence;

import dev.breakwater.problem.ProblemException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The service's own database cannot answer now: 503 with {@code Retry-After}. */
public final class DatabaseAwayException extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger("dev.breakwater.persistence");

    private DatabaseAwayException(String detail) {
        super(503, "Database away", detail);
        retryAfter(Duration.ofSeconds(1)); // as often as the watch looks
    }

    static DatabaseAwayException sinceTheStart() {
        return new DatabaseAwayException("this service's database has not answered since the service started");
    }

    static DatabaseAwayException becauseOf(Throwable failure) {
        LOG.debug("a query found no database", failure); // the watch tells the log once
        return new DatabaseAwayException("this service's database does not answer at the moment");
    }
}
