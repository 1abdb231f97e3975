package dev.breakwater.persistence;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The way to the service's own database. Every question is bounded by the policy {@code database}, and one that the
 * database cannot answer now fails with {@link DatabaseAwayException}; what PostgreSQL itself refuses (a constraint, a
 * deadlock) comes through as it is.
 */
@ApplicationScoped
public class Database {
    private final DatabaseWatch watch;
    private final BoundedQueries bounded;
    private final Pool pool;

    Database(DatabaseWatch watch, BoundedQueries bounded, Pool pool) {
        this.watch = watch;
        this.bounded = bounded;
        this.pool = pool;
    }

    /**
     * Asks with single statements, each a transaction of its own.
     *
     * @param statements called when the answer is subscribed to
     */
    public <T> Uni<T> ask(Function<SqlClient, Uni<T>> statements) {
        // Not on the pool itself: that leaves a timer behind for every connection it cannot make, which logs an error.
        return whenMigrated(() -> unlessGivenUp(statements::apply, pool::withConnection));
    }

    /**
     * Runs the work in one transaction, which commits when the work succeeds. Where the work takes longer than the
     * policy allows, the caller gets {@link DatabaseAwayException} and may not know how the transaction ended.
     */
    public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return whenMigrated(() -> unlessGivenUp(work, pool::withTransaction));
    }

    /**
     * A question that was given up keeps its place in the pool's queue, and its turn will come: then it must not be asked
     * any more, or a pool that is overrun works for nobody and never catches up.
     */
    private static <T> Uni<T> unlessGivenUp(
            Function<SqlConnection, Uni<T>> work, Function<Function<SqlConnection, Uni<T>>, Uni<T>> onPool) {
        AtomicBoolean isGivenUp = new AtomicBoolean();
        return onPool.apply(connection -> isGivenUp.get() ? nobodyWaits() : work.apply(connection))
                .onCancellation()
                .invoke(() -> isGivenUp.set(true));
    }

    private static <T> Uni<T> nobodyWaits() {
        return Uni.createFrom().failure(new CancellationException("nobody waits for the answer any more"));
    }

    private <T> Uni<T> whenMigrated(Supplier<Uni<T>> question) {
        return Uni.createFrom()
                .deferred(() -> watch.isMigrated() ? bounded.run(question) : missing())
                .onFailure(LostConnection::isBehind)
                .transform(DatabaseAwayException::becauseOf);
    }

    private static <T> Uni<T> missing() {
        return Uni.createFrom().failure(DatabaseAwayException.sinceTheStart());
    }
}
