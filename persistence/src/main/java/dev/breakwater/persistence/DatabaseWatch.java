package dev.breakwater.persistence;

import dev.breakwater.resilience.retry.Backoff;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.resilience.time.RandomSource;
import dev.breakwater.resilience.time.TimeSource;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the database, migrates it, and looks every second whether it still answers.
 *
 * <p>One thread of its own and a connection of its own, so that neither busy workers nor a busy pool make the service
 * look ill, and a database that is away at the start or later costs readiness and not the process. When the database
 * comes back it is migrated again, which changes nothing unless it came back as another one.
 */
@Startup
@ApplicationScoped
class DatabaseWatch implements Runnable {
    private static final Logger LOG = Logger.getLogger("dev.breakwater.persistence");
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** A look that hangs counts as none. Longer than the interval, a look's limit and a busy machine's pause together. */
    private static final Duration FRESH = Duration.ofSeconds(4);

    private static final RetryConfig WAITS = new RetryConfig(
            100, Duration.ofMillis(200), 2, INTERVAL.multipliedBy(2), 0.1, RetryConfig.JitterMode.ADDITIVE, 0, 0);

    private final Step migrate;
    private final Step look;
    private final TimeSource time;
    private final RandomSource random;
    private final Thread thread = new Thread(this, "database-watch");

    private int failures; // in a row; the thread's own
    private volatile boolean migrated;
    private volatile @Nullable String failure = "it has not answered yet";
    private volatile long heardNanos;

    /** Something that only a database that answers lets end well. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    @Inject
    DatabaseWatch(Flyway flyway, DataSource jdbc) {
        this(flyway::migrate, new Look(jdbc), TimeSource.system(), RandomSource.system());
    }

    DatabaseWatch(Step migrate, Step look, TimeSource time, RandomSource random) {
        this.migrate = migrate;
        this.look = look;
        this.time = time;
        this.random = random;
    }

    @PostConstruct
    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }

    @Override
    public void run() {
        while (!thread.isInterrupted()) {
            isAnswering();
            try {
                time.sleep(failures == 0 ? INTERVAL.toNanos() : Backoff.nanos(WAITS, failures, random.nextDouble()));
            } catch (InterruptedException e) {
                return; // stopped
            }
        }
    }

    /** One look at the database, after a failure with a migration. */
    boolean isAnswering() {
        try {
            (failure == null ? look : migrate).run();
            heard();
            return true;
        } catch (Exception | LinkageError e) {
            missed(e);
            return false;
        }
    }

    /** Whether the schema is there: false only from the start until the database first answers. */
    boolean isMigrated() {
        return migrated;
    }

    /** Why the service should get no traffic; null while the database answers. */
    @Nullable
    String trouble() {
        String reason = failure;
        if (reason != null) {
            return reason;
        }
        long silentNanos = time.nanoTime() - heardNanos;
        return silentNanos <= FRESH.toNanos() ? null : "no answer for " + silentNanos / 1_000_000_000L + " s";
    }

    private void heard() {
        heardNanos = time.nanoTime();
        migrated = true;
        failures = 0;
        if (failure != null) {
            failure = null;
            LOG.info("the database answers");
        }
    }

    private void missed(Throwable e) {
        if (thread.isInterrupted()) {
            return; // stopped while looking: no news of the database
        }
        boolean isNews = failures++ == 0;
        failure = reason(e);
        LOG.logf(
                isNews ? Logger.Level.WARN : Logger.Level.DEBUG,
                "the database is away, trying again until it answers: %s",
                failure);
    }

    /** The innermost message says what happened: those around it say that something did. */
    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.strip().lines().findFirst().orElse("");
    }
}
