package dev.breakwater.order.order;

import dev.breakwater.order.OrderConfig;
import dev.breakwater.persistence.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/**
 * About how many orders are pending in the whole database: counted there every second, and corrected between by what
 * this instance does. No request counts.
 */
@ApplicationScoped
public class Pending {
    private static final String COUNT = "select count(*) from orders where status = 'PAYMENT_PENDING'";

    private final Database database;
    private final int max;
    private final AtomicLong estimate = new AtomicLong();

    Pending(Database database, OrderConfig config) {
        this.database = database;
        this.max = config.maxPending();
    }

    public boolean isFull() {
        return estimate.get() >= max;
    }

    public int max() {
        return max;
    }

    long estimate() {
        return Math.max(0, estimate.get());
    }

    void placed() {
        estimate.incrementAndGet();
    }

    void settled() {
        estimate.decrementAndGet();
    }

    @Scheduled(identity = "pending-orders", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return database.ask(client -> client.query(COUNT).execute())
                .invoke(rows -> estimate.set(rows.iterator().next().getLong(0)))
                .replaceWithVoid()
                // The database's watch tells the log; until it answers, the last count stands.
                .onFailure()
                .recoverWithNull();
    }
}
