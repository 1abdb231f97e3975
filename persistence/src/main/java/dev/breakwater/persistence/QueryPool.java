package dev.breakwater.persistence;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The pool as configured, but with a bound on those who wait for a connection. A query whose time is up leaves its place
 * in that queue only when a connection comes free, which a database that hangs never lets happen.
 */
@Singleton
class QueryPool implements PgPoolCreator {
    private static final int MAX_WAITING = 1_000;

    @Override
    public Pool create(Input input) {
        return PgBuilder.pool()
                .using(input.vertx())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .with(input.poolOptions().setMaxWaitQueueSize(MAX_WAITING))
                .build();
    }
}
