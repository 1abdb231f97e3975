package dev.breakwater.payment.charge;

import dev.breakwater.payment.PaymentConfig;
import dev.breakwater.payment.fraud.FraudCheck;
import dev.breakwater.payment.fraud.Verdict;
import dev.breakwater.payment.money.Money;
import dev.breakwater.payment.processor.CaptureResult;
import dev.breakwater.persistence.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The charges in the database. Every change is one statement that checks in its {@code where} clause what it builds on,
 * so that of several attempts, requests and instances exactly one makes it, whatever the others believe; all leases run
 * by the database's clock.
 */
@ApplicationScoped
class Ledger {
    /** Named, so that a migration may add columns while an older instance still runs. */
    private static final String COLUMNS = """
            id, idempotency_key, order_id, customer_id, amount, currency, payment_token, state, fraud_check, lease,
            captures_tried""";

    private static final String HELD = COLUMNS + ", true as leased";

    /** A charge is taken over only where nobody works on it and it is asked for with the same body. */
    private static final String CLAIM = """
            insert into charge as existing
                (id, idempotency_key, order_id, customer_id, amount, currency, payment_token,
                 state, lease, leased_until)
            values ($1, $2, $3, $4, $5, $6, $7, 'CLAIMED', $8, now() + make_interval(secs => $9))
            on conflict (idempotency_key) do update
                set lease = excluded.lease, leased_until = excluded.leased_until
                where existing.state = 'CLAIMED' and existing.leased_until <= now()
                  and (existing.order_id, existing.customer_id, existing.amount, existing.currency,
                       existing.payment_token)
                    = (excluded.order_id, excluded.customer_id, excluded.amount, excluded.currency,
                       excluded.payment_token)
            returning\s""" + HELD;

    private static final String RELEASE = """
            update charge set leased_until = now()
            where id = $1 and lease = $2 and state = 'CLAIMED'
            """;

    private static final String DECIDE = """
            update charge
            set state = $2, fraud_check = $3, decline_code = $4, lease = $5,
                leased_until = now() + make_interval(secs => $6),
                settled_at = case when $2 = 'CAPTURING' then null else now() end
            where id = $1 and state = 'CLAIMED'
            returning\s""" + HELD;

    private static final String RECORD = """
            update charge
            set state = $2, decline_code = $3, settled_at = now()
            where id = $1 and state = 'CAPTURING'
            returning\s""" + HELD;

    private static final String POSTPONE = """
            update charge
            set captures_tried = captures_tried + $3, leased_until = now() + make_interval(secs => $4)
            where id = $1 and lease = $2 and state = 'CAPTURING'
            """;

    /** Rows that another instance is taking at this moment are skipped, not waited for. */
    private static final String TAKE_DUE = """
            update charge
            set lease = $1, leased_until = now() + make_interval(secs => $2)
            where id in (select id from charge
                         where state = 'CAPTURING' and leased_until <= now()
                         order by leased_until limit $3
                         for update skip locked)
            returning\s""" + HELD;

    private static final String FIND = "select " + COLUMNS + ", leased_until > now() as leased from charge ";
    private static final String FIND_BY_KEY = FIND + "where idempotency_key = $1";
    private static final String FIND_BY_ID = FIND + "where id = $1";

    private final Database database;
    private final ChargeMetrics metrics;
    private final double leaseSeconds;

    Ledger(Database database, ChargeMetrics metrics, PaymentConfig config) {
        this.database = database;
        this.metrics = metrics;
        this.leaseSeconds = seconds(config.lease());
    }

    /** Claims the key for this attempt, or gives the charge as it stands where the key is taken. */
    Uni<Charge> claim(String key, ChargeRequest request, UUID lease) {
        Tuple claim = Tuple.tuple()
                .addUUID(UUID.randomUUID())
                .addString(key)
                .addString(request.orderId())
                .addString(request.customerId())
                .addBigDecimal(request.amount().amount())
                .addString(request.amount().currency().name())
                .addString(request.paymentToken())
                .addUUID(lease)
                .addDouble(leaseSeconds);
        return query(CLAIM, claim)
                .flatMap(rows -> first(rows).map(Uni.createFrom()::item).orElseGet(() -> standing(key)));
    }

    /** Lets go of a claim, so that the next request for the key need not wait for the lease to end. */
    Uni<Void> release(Charge claimed) {
        return query(RELEASE, Tuple.of(claimed.id(), claimed.lease())).replaceWithVoid();
    }

    /** Writes the verdict: the intent where it allows the charge, the end of it otherwise. The first verdict stays. */
    Uni<Charge> decide(Charge claimed, Verdict verdict) {
        ChargeState state =
                switch (verdict.decision()) {
                    case ALLOW -> ChargeState.CAPTURING;
                    case REVIEW -> ChargeState.IN_REVIEW;
                    case DENY -> ChargeState.DECLINED;
                };
        Tuple decision = Tuple.of(
                claimed.id(),
                state.name(),
                verdict.check().name(),
                state == ChargeState.DECLINED ? "fraud" : null,
                claimed.lease(),
                leaseSeconds);
        return query(DECIDE, decision).flatMap(rows -> moved(rows, claimed));
    }

    /** Writes what the processor did. */
    Uni<Charge> record(Charge intent, CaptureResult result) {
        ChargeState state = result.isCaptured() ? ChargeState.APPROVED : ChargeState.DECLINED;
        Tuple outcome = Tuple.of(intent.id(), state.name(), result.declineCode().orElse(null));
        return query(RECORD, outcome).flatMap(rows -> moved(rows, intent));
    }

    /** Leaves an intent to the recovery worker, after so many more tries, not before so long. */
    Uni<Void> postpone(Charge intent, int tried, Duration wait) {
        return query(POSTPONE, Tuple.of(intent.id(), intent.lease(), tried, seconds(wait)))
                .replaceWithVoid();
    }

    /** Takes intents that nobody works on, the longest due first. */
    Uni<List<Charge>> takeDue(int most, UUID lease) {
        return query(TAKE_DUE, Tuple.of(lease, leaseSeconds, most)).map(Ledger::charges);
    }

    /** The charge as it stands now. */
    Uni<Charge> reread(Charge charge) {
        return query(FIND_BY_ID, Tuple.of(charge.id()))
                .map(rows -> charge(rows.iterator().next()));
    }

    Uni<Optional<Charge>> findById(UUID id) {
        return query(FIND_BY_ID, Tuple.of(id)).map(Ledger::first);
    }

    Uni<Optional<Charge>> findByKey(String key) {
        return query(FIND_BY_KEY, Tuple.of(key)).map(Ledger::first);
    }

    private Uni<Charge> standing(String key) {
        return query(FIND_BY_KEY, Tuple.of(key))
                .map(rows -> charge(rows.iterator().next()));
    }

    /** The charge that the statement moved; where somebody else was first, the charge as he left it. */
    private Uni<Charge> moved(RowSet<Row> rows, Charge charge) {
        Optional<Charge> moved = first(rows);
        moved.ifPresent(metrics::moved);
        return moved.map(Uni.createFrom()::item).orElseGet(() -> reread(charge));
    }

    private Uni<RowSet<Row>> query(String sql, Tuple parameters) {
        return database.ask(client -> client.preparedQuery(sql).execute(parameters));
    }

    private static Optional<Charge> first(RowSet<Row> rows) {
        return charges(rows).stream().findFirst();
    }

    private static List<Charge> charges(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(Ledger::charge)
                .toList();
    }

    private static Charge charge(Row row) {
        return new Charge(
                row.getUUID("id"),
                row.getString("idempotency_key"),
                new ChargeRequest(
                        row.getString("order_id"),
                        row.getString("customer_id"),
                        new Money(row.getBigDecimal("amount"), Money.Currency.valueOf(row.getString("currency"))),
                        row.getString("payment_token")),
                ChargeState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("fraud_check")).map(FraudCheck::valueOf),
                row.getUUID("lease"),
                row.getBoolean("leased"),
                row.getInteger("captures_tried"));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
