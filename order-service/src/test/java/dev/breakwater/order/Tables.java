package dev.breakwater.order;

import dev.breakwater.database.SqlTables;
import jakarta.inject.Singleton;
import java.util.UUID;
import javax.sql.DataSource;

/** The table as a test sees it, or leaves it as a crash would, over connections of its own. */
@Singleton
public class Tables extends SqlTables {
    Tables(DataSource database) {
        super(database);
    }

    public long orders() {
        return this.<Long>one("select count(*) from orders");
    }

    public long ordersOf(String key) {
        return this.<Long>one("select count(*) from orders where idempotency_key = ?", key);
    }

    /** A figure of the key's order. */
    public <T> T of(String key, String expression) {
        return one("select " + expression + " from orders where idempotency_key = ?", key);
    }

    /** Orders that are on their way into the table, and no further. */
    public long ordersWaitingForTheTable() {
        return this.<Long>one("select count(*) from pg_stat_activity"
                + " where query like 'insert into orders%' and wait_event_type = 'Lock'");
    }

    /** Transactions that have not ended. */
    public long transactions() {
        return this.<Long>one("select count(*) from pg_stat_activity"
                + " where xact_start is not null and pid <> pg_backend_pid() and backend_type = 'client backend'");
    }

    /** Rows that were ever inserted, also those that were taken back; told with a delay of a second or so. */
    public long insertsEver() {
        return this.<Long>one("select n_tup_ins from pg_stat_user_tables where relname = 'orders'");
    }

    /** An order of the example as a process that died left it, whose lease ends at a time relative to now. */
    public String leave(String key, String leaseEnds) {
        return leave(key, leaseEnds, "c-17");
    }

    public String leave(String key, String leaseEnds, String customerId) {
        String id = UUID.randomUUID().toString();
        run("""
                insert into orders (id, scope, idempotency_key, fingerprint, customer_id, lines, total, currency,
                                    payment_token, status, lease, leased_until)
                values (?::uuid, 'shared', ?, 'a727fb2f26a288ed2b180e680486c4ad182e5b52894709ed3e15afbbc51a0601', ?,
                        '[{"sku": "sku-1", "quantity": 2, "price": "19.90"}]', 39.80, 'EUR',
                        'tok_visa', 'PAYMENT_PENDING', gen_random_uuid(), now() + ?::interval)
                """, id, key, customerId, leaseEnds);
        return id;
    }
}
