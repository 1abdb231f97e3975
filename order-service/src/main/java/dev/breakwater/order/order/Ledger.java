package dev.breakwater.order.order;

import dev.breakwater.order.OrderConfig;
import dev.breakwater.order.payment.Charge;
import dev.breakwater.persistence.Database;
import dev.breakwater.resilience.quarkus.Detached;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * The orders in the database. Every change is one statement that checks in its {@code where} clause what it builds on,
 * so that of several requests, workers and instances exactly one makes it; all leases run by the database's clock.
 */
@ApplicationScoped
public class Ledger {
    private static final Logger LOG = Logger.getLogger(Ledger.class);

    private static final String ATTENDED = OrderRow.COLUMNS + ", true as attended";
    private static final String LEFT = OrderRow.COLUMNS + ", false as attended";

    /** Attended is what the request that placed it may still be at. */
    private static final String FIND = "select " + OrderRow.COLUMNS + """
            , status = 'PAYMENT_PENDING' and tries = 0 and leased_until > now() as attended
            from orders where\s""";

    private static final String FIND_BY_KEY = FIND + "scope = $1 and idempotency_key = $2";
    private static final String FIND_BY_ID = FIND + "id = $1";

    private static final String PLACE = """
            insert into orders (id, scope, idempotency_key, fingerprint, customer_id, lines, total, currency,
                                payment_token, status, lease, leased_until)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'PAYMENT_PENDING', $1, now() + make_interval(secs => $10))
            on conflict (scope, idempotency_key) do nothing
            returning\s""" + ATTENDED;

    private static final String TAKE_BACK = "delete from orders where id = $1 and lease = $1 and tries = 0";

    private static final String SETTLE = """
            update orders
            set status = $2, charge_id = $3, fraud_check = $4, payment_token = null, settled_at = now(),
                recommended = $5, recommendation_source = $6
            where id = $1 and status = 'PAYMENT_PENDING'
            returning\s""" + LEFT;

    /** The first attempt has ended with this; later ones were counted when they began. */
    private static final String POSTPONE = """
            update orders
            set tries = greatest(tries, 1), leased_until = now() + make_interval(secs => $3),
                recommended = $4, recommendation_source = $5
            where id = $1 and lease = $2 and status = 'PAYMENT_PENDING'
            returning\s""" + LEFT;

    /** Rows that another instance is taking at this moment are skipped, not waited for. */
    private static final String TAKE_DUE = """
            update orders
            set lease = $1, leased_until = now() + make_interval(secs => $2), tries = tries + 1
            where id in (select id from orders
                         where status = 'PAYMENT_PENDING' and leased_until <= now()
                         order by leased_until limit $3
                         for update skip locked)
            returning\s""" + LEFT;

    private final Database database;
    private final Pending pending;
    private final OrderMetrics metrics;
    private final Duration lease;

    Ledger(Database database, Pending pending, OrderMetrics metrics, OrderConfig config) {
        this.database = database;
        this.pending = pending;
        this.metrics = metrics;
        this.lease = config.lease();
    }

    /**
     * Places the order, or gives the one that stands under its key. Whoever has been told that it was not placed, or is
     * not there any more to be told, has no order: one that the database makes later is taken back.
     */
    public Uni<Order> place(NewOrder order) {
        AtomicBoolean isDecided = new AtomicBoolean();
        return database.ask(client -> client.preparedQuery(PLACE)
                        .execute(row(order))
                        .call(rows -> isMade(rows) && !decide(isDecided) ? takeBack(client, order) : nothing()))
                .onFailure()
                .invoke(() -> giveUp(order, isDecided))
                .onCancellation()
                .invoke(() -> giveUp(order, isDecided))
                .flatMap(rows -> first(rows)
                        .map(placed -> Uni.createFrom().item(counted(placed)))
                        .orElseGet(() -> standing(order)));
    }

    /** Places the order, and takes it back before anybody can see it. */
    public Uni<Order> rehearse(NewOrder order) {
        return database.inTransaction(connection -> connection
                .preparedQuery(PLACE)
                .execute(row(order))
                .map(rows -> first(rows).orElseThrow())
                .call(placed -> takeBack(connection, order)));
    }

    /**
     * Writes what the charge makes of the order, and what its customer is recommended. Nothing changes where somebody
     * else was first.
     */
    public Uni<Order> settle(Order order, Charge charge, SettledBy by) {
        Tuple outcome = Tuple.tuple()
                .addUUID(order.id())
                .addString(OrderStatus.of(charge.status()).name())
                .addUUID(charge.chargeId())
                .addString(charge.fraudCheck().name())
                .addArrayOfString(OrderRow.items(order))
                .addString(OrderRow.source(order));
        return query(SETTLE, outcome)
                .flatMap(rows -> first(rows)
                        .map(settled -> Uni.createFrom().item(counted(settled, by)))
                        .orElseGet(() -> reread(order)));
    }

    /** Leaves the order to the settlement, not before so long. Nothing changes where it is somebody else's by now. */
    public Uni<Order> postpone(Order order, Duration wait, SettledBy by) {
        Tuple due = Tuple.tuple()
                .addUUID(order.id())
                .addUUID(order.lease())
                .addDouble(seconds(wait))
                .addArrayOfString(OrderRow.items(order))
                .addString(OrderRow.source(order));
        return query(POSTPONE, due)
                .invoke(() -> metrics.postponed(by))
                .flatMap(rows -> first(rows).map(Uni.createFrom()::item).orElseGet(() -> reread(order)));
    }

    /** Takes orders that are pending and that nobody works on, the longest due first. */
    public Uni<List<Order>> takeDue(int most, Duration lease) {
        return query(TAKE_DUE, Tuple.of(UUID.randomUUID(), seconds(lease), most))
                .map(Ledger::orders);
    }

    public Uni<Optional<Order>> find(UUID id) {
        return query(FIND_BY_ID, Tuple.of(id)).map(Ledger::first);
    }

    public Uni<Optional<Order>> find(String scope, String key) {
        return query(FIND_BY_KEY, Tuple.of(scope, key)).map(Ledger::first);
    }

    /** An order was made, and nobody waits for it: whoever comes to know that second takes it back. */
    private void giveUp(NewOrder order, AtomicBoolean isDecided) {
        if (!decide(isDecided)) {
            Detached.run(() -> database.ask(client -> takeBack(client, order)))
                    .subscribe()
                    .with(done -> {}, failure -> LOG.warnf("order %s could not be taken back", order.id()));
        }
    }

    private static boolean decide(AtomicBoolean isDecided) {
        return isDecided.compareAndSet(false, true);
    }

    private static boolean isMade(RowSet<Row> rows) {
        return rows.rowCount() > 0;
    }

    private static Uni<Void> takeBack(SqlClient client, NewOrder order) {
        return client.preparedQuery(TAKE_BACK).execute(Tuple.of(order.id())).replaceWithVoid();
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private Uni<Order> standing(NewOrder order) {
        return find(order.scope(), order.key()).map(Optional::orElseThrow);
    }

    private Uni<Order> reread(Order order) {
        return find(order.id()).map(Optional::orElseThrow);
    }

    private Order counted(Order placed) {
        pending.placed();
        metrics.placed();
        return placed;
    }

    private Order counted(Order settled, SettledBy by) {
        pending.settled();
        metrics.settled(settled, by);
        return settled;
    }

    private Uni<RowSet<Row>> query(String sql, Tuple parameters) {
        return database.ask(client -> client.preparedQuery(sql).execute(parameters));
    }

    private Tuple row(NewOrder order) {
        return OrderRow.of(order).addDouble(seconds(lease));
    }

    private static Optional<Order> first(RowSet<Row> rows) {
        return orders(rows).stream().findFirst();
    }

    private static List<Order> orders(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(OrderRow::order)
                .toList();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
