package dev.breakwater.order.order;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.breakwater.order.catalog.Line;
import java.time.OffsetDateTime;
import java.util.List;

/** An order on the wire, with what was ordered. */
public record OrderDetails(
        @JsonUnwrapped OrderAnswer answer, String customerId, List<Line> items, OffsetDateTime placedAt) {

    static OrderDetails of(Order order) {
        return new OrderDetails(OrderAnswer.of(order), order.customerId(), order.lines(), order.placedAt());
    }
}
