package dev.breakwater.order.order;

import dev.breakwater.order.catalog.Line;
import dev.breakwater.order.money.Money;
import dev.breakwater.order.payment.FraudCheck;
import dev.breakwater.order.recommendation.Recommendations;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** An order as a row of its table, in both directions. */
final class OrderRow {
    /** Named, so that a migration may add columns while an older instance still runs. */
    static final String COLUMNS = """
            id, fingerprint, customer_id, lines, total, currency, payment_token, status, charge_id, fraud_check,
            recommended, recommendation_source, placed_at, lease, tries""";

    private OrderRow() {}

    /** All that is known of an order before it is placed. */
    static Tuple of(NewOrder order) {
        return Tuple.tuple()
                .addUUID(order.id())
                .addString(order.scope())
                .addString(order.key())
                .addString(order.fingerprint())
                .addString(order.customerId())
                .addJsonArray(json(order.lines()))
                .addBigDecimal(order.total().amount())
                .addString(order.total().currency().name())
                .addString(order.paymentToken());
    }

    static String[] items(Order order) {
        return order.recommendations().items().toArray(String[]::new);
    }

    static String source(Order order) {
        return order.recommendations().source().name();
    }

    static Order order(Row row) {
        Money.Currency currency = Money.Currency.valueOf(row.getString("currency"));
        return new Order(
                row.getUUID("id"),
                row.getString("fingerprint"),
                row.getString("customer_id"),
                lines(row.getJsonArray("lines"), currency),
                new Money(row.getBigDecimal("total"), currency),
                row.getString("payment_token"),
                OrderStatus.valueOf(row.getString("status")),
                payment(row),
                recommendations(row),
                row.getOffsetDateTime("placed_at"),
                row.getUUID("lease"),
                row.getBoolean("attended"),
                row.getInteger("tries"));
    }

    private static Optional<Order.Payment> payment(Row row) {
        return Optional.ofNullable(row.getUUID("charge_id"))
                .map(chargeId -> new Order.Payment(chargeId, FraudCheck.valueOf(row.getString("fraud_check"))));
    }

    private static Recommendations recommendations(Row row) {
        return new Recommendations(
                List.of(row.getArrayOfStrings("recommended")),
                Recommendations.Source.valueOf(row.getString("recommendation_source")));
    }

    private static JsonArray json(List<Line> lines) {
        JsonArray array = new JsonArray();
        lines.forEach(line -> array.add(new JsonObject()
                .put("sku", line.sku())
                .put("quantity", line.quantity())
                .put("price", line.price().amount().toPlainString())));
        return array;
    }

    private static List<Line> lines(JsonArray array, Money.Currency currency) {
        return array.stream()
                .map(JsonObject.class::cast)
                .map(line -> new Line(
                        line.getString("sku"),
                        line.getInteger("quantity"),
                        new Money(new BigDecimal(line.getString("price")), currency)))
                .toList();
    }
}
