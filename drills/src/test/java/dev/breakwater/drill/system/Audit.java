package dev.breakwater.drill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.drill.launch.Service;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares the books of the shop with those of the card processor. */
final class Audit {
    private final Customer customer;

    Audit(Customer customer) {
        this.customer = customer;
    }

    /** For the orders that are settled: money was taken for those that are paid, once, and for no other. */
    void requireOneCaptureForEachPaidOrder() {
        List<String> captured =
                texts(Service.PAYMENT, "select reference from processor.capture where status = 'CAPTURED'");
        Set<String> paid = new HashSet<>(texts(Service.ORDER, "select id::text from orders where status = 'PAID'"));
        Set<String> pending =
                new HashSet<>(texts(Service.ORDER, "select id::text from orders where status = 'PAYMENT_PENDING'"));

        assertThat(captured).doesNotHaveDuplicates();
        assertThat(captured).containsAll(paid);
        assertThat(captured).allMatch(order -> paid.contains(order) || pending.contains(order));
    }

    private List<String> texts(Service owner, String sql) {
        try (Connection connection = customer.system.connect(owner);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
