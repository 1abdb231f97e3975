package dev.breakwater.payment.processor;

import dev.breakwater.chaos.quarkus.ChaosPoint;
import dev.breakwater.resilience.quarkus.Idempotent;
import dev.breakwater.resilience.quarkus.Resilient;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * The boundary to the card processor, and behind it a simulated one with books of its own: like a real one it may have
 * taken the money when its answer is lost, and tells by key what it did.
 */
@ApplicationScoped
public class CardProcessor {
    /** The update changes nothing: it makes a repeated key answer with its row, also one committed this moment. */
    private static final String CAPTURE_ONCE = """
            insert into processor.capture
                (id, idempotency_key, reference, amount, currency, card_token, status, decline_code)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (idempotency_key) do update set idempotency_key = excluded.idempotency_key
            returning decline_code
            """;

    /** Not through our own ledger's {@code Database}: the policy {@code processor} bounds it, and its failures are its own. */
    private final Pool books;

    CardProcessor(Pool books) {
        this.books = books;
    }

    /** Takes the money, once for each key. */
    @Resilient("processor")
    @Idempotent
    @ChaosPoint("processor")
    public Uni<CaptureResult> capture(CaptureRequest request) {
        return books.withConnection(
                        connection -> connection.preparedQuery(CAPTURE_ONCE).execute(entry(request)))
                .map(rows -> result(rows.iterator().next()));
    }

    private static Tuple entry(CaptureRequest request) {
        Optional<String> declineCode = TestCards.declineCode(request.cardToken());
        return Tuple.tuple()
                .addUUID(UUID.randomUUID())
                .addString(request.key())
                .addString(request.reference())
                .addBigDecimal(request.amount().amount())
                .addString(request.amount().currency().name())
                .addString(request.cardToken())
                .addString(declineCode.isEmpty() ? "CAPTURED" : "DECLINED")
                .addString(declineCode.orElse(null));
    }

    private static CaptureResult result(Row row) {
        return new CaptureResult(Optional.ofNullable(row.getString("decline_code")));
    }
}
