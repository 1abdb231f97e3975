package dev.breakwater.fraud.assessment;

import dev.breakwater.fraud.rules.Decision;
import dev.breakwater.fraud.rules.History;
import dev.breakwater.persistence.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;

/** The assessments in PostgreSQL. One statement to read all that a judgement needs, one to record it. */
@ApplicationScoped
class Ledger {

    /** Each part is one look into an index. */
    private static final String RECALL = """
            select stored.customer_id, stored.amount, stored.currency, stored.score, stored.decision, stored.reasons,
                   latest.number, latest.allowed, latest.allowed_total,
                   latest.number - coalesce(a_minute_ago.number, 0) as in_minute,
                   latest.number - coalesce(an_hour_ago.number, 0) as in_hour
              from (select $1::text as charge_id, $2::text as customer_id) as asked
              left join assessment as stored using (charge_id)
              left join lateral (
                   select number, allowed, allowed_total from assessment
                    where customer_id = asked.customer_id
                    order by number desc limit 1) as latest on true
              left join lateral (
                   select number from assessment
                    where customer_id = asked.customer_id and assessed_at <= now() - interval '1 minute'
                    order by assessed_at desc limit 1) as a_minute_ago on true
              left join lateral (
                   select number from assessment
                    where customer_id = asked.customer_id and assessed_at <= now() - interval '1 hour'
                    order by assessed_at desc limit 1) as an_hour_ago on true
            """;

    /** Does nothing where the charge or the customer's number is taken. */
    private static final String RECORD = """
            insert into assessment (charge_id, customer_id, number, amount, currency,
                                    score, decision, reasons, allowed, allowed_total)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict do nothing
            """;

    private final Database database;

    Ledger(Database database) {
        this.database = database;
    }

    /** What is known of the charge and of its customer's past. */
    Uni<Memory> recall(Charge charge) {
        Tuple keys = Tuple.of(charge.chargeId(), charge.customerId());
        return database.ask(sql -> sql.preparedQuery(RECALL).execute(keys)).map(Ledger::memory);
    }

    /**
     * Records the assessment as the next after this history.
     *
     * @return false, and nothing is recorded, where the history has gone on meanwhile
     */
    Uni<Boolean> record(Charge charge, History history, Assessment assessment) {
        Tuple entry = entry(charge, history, assessment);
        return database.ask(sql -> sql.preparedQuery(RECORD).execute(entry)).map(recorded -> recorded.rowCount() == 1);
    }

    private static Tuple entry(Charge charge, History history, Assessment assessment) {
        BigDecimal amount = charge.amount().amount();
        boolean isAllowed = assessment.decision() == Decision.ALLOW;
        return Tuple.from(List.of(
                charge.chargeId(),
                charge.customerId(),
                history.charges() + 1,
                amount,
                charge.amount().currency(),
                assessment.score(),
                assessment.decision().name(),
                assessment.reasons().toArray(String[]::new),
                history.allowed() + (isAllowed ? 1 : 0),
                isAllowed ? history.allowedTotal().add(amount) : history.allowedTotal()));
    }

    private static Memory memory(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new Memory(history(row), stored(row));
    }

    private static History history(Row row) {
        return row.getLong("number") == null
                ? History.NONE
                : new History(
                        row.getLong("number"),
                        row.getLong("in_minute"),
                        row.getLong("in_hour"),
                        row.getLong("allowed"),
                        row.getBigDecimal("allowed_total"));
    }

    private static Memory.Entry stored(Row row) {
        return row.getString("decision") == null
                ? null
                : new Memory.Entry(
                        row.getString("customer_id"),
                        new Money(row.getBigDecimal("amount"), row.getString("currency")),
                        new Assessment(
                                row.getBigDecimal("score"),
                                Decision.valueOf(row.getString("decision")),
                                List.of(row.getArrayOfStrings("reasons"))));
    }
}
