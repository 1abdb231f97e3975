package dev.breakwater.payment.charge;

import dev.breakwater.database.SqlTables;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.UUID;
import javax.sql.DataSource;

/** The tables as a test sees them, or leaves them as a crash would, over connections of its own. */
@Singleton
class Tables extends SqlTables {
    Tables(DataSource database) {
        super(database);
    }

    /** The state of the key's charge; null where the key was never claimed. */
    String stateOf(String key) {
        return one("select state from charge where idempotency_key = ?", key);
    }

    UUID idOf(String key) {
        return one("select id from charge where idempotency_key = ?", key);
    }

    /** A figure of the key's charge. */
    <T> T of(String key, String expression) {
        return one("select " + expression + " from charge where idempotency_key = ?", key);
    }

    /** How often money was taken for the key. */
    long capturesOf(String key) {
        return count("processor.capture where idempotency_key = ? and status = 'CAPTURED'", key);
    }

    /** What the processor's books say of the key: {@code CAPTURED}, or why not; null where it was never asked. */
    String booked(String key) {
        return one("select coalesce(decline_code, status) from processor.capture where idempotency_key = ?", key);
    }

    /** Orders, of those whose names begin so, for which money was taken more than once. */
    long doubleCaptures(String prefix) {
        return count(
                "(select reference from processor.capture where status = 'CAPTURED' and reference like ?"
                        + " group by reference having count(*) > 1) as doubly",
                prefix + "%");
    }

    /** A charge of 39.80 by {@code tok_visa} as somebody left it, whose lease ends at a time relative to now. */
    void leave(String key, String state, String leaseEnds) {
        String check = state.equals("CLAIMED") ? null : "SERVICE";
        run("""
                insert into charge (id, idempotency_key, order_id, customer_id, amount, currency, payment_token,
                                    state, fraud_check, lease, leased_until)
                values (gen_random_uuid(), ?, ?, 'c-17', 39.80, 'EUR', 'tok_visa', ?, ?, gen_random_uuid(),
                        now() + ?::interval)
                """, key, key, state, check, leaseEnds);
    }

    /** What the processor did for a charge whose process died before it could record it. */
    void book(String key, String declineCode) {
        run("""
                insert into processor.capture (id, idempotency_key, reference, amount, currency, card_token, status,
                                               decline_code)
                values (gen_random_uuid(), ?, ?, ?, 'EUR', 'tok_visa', ?, ?)
                """, key, key, new BigDecimal("39.80"), declineCode == null ? "CAPTURED" : "DECLINED", declineCode);
    }
}
