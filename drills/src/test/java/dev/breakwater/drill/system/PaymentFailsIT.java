package dev.breakwater.drill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.drill.launch.Service;
import dev.breakwater.drill.system.Customer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Payment slow, hung, erroring, gone: the order is taken, and charged once, later, by itself. */
@ExtendWith(SystemUnderTest.class)
class PaymentFailsIT {
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private final Customer customer;

    PaymentFailsIT(Customer customer) {
        this.customer = customer;
    }

    static List<Map<String, ?>> faults() {
        return Faults.OF_A_SERVICE;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ordersAreTakenAndChargedOnceLater(Map<String, ?> fault) {
        customer.breaks(Service.PAYMENT, fault);

        List<CompletableFuture<Answer>> together = IntStream.range(0, 5)
                .mapToObj(i -> customer.later(Customer.SMALL))
                .toList();
        List<Answer> orders = together.stream().map(CompletableFuture::join).toList();

        assertThat(orders).allSatisfy(order -> {
            assertThat(order.status()).isEqualTo(202);
            assertThat(order.raw().headers().firstValue("Location")).hasValue("/orders/" + order.id());
            assertThat(order.text("status")).isEqualTo("PAYMENT_PENDING");
            assertThat(order.body().get("payment").isNull()).isTrue();
            assertThat(order.degraded()).isEqualTo("[\"payment\"]");
            assertThat(order.took()).isLessThan(Faults.A_CHECKOUTS_TIME);
        });
        customer.stopsBreaking(Service.PAYMENT);
        orders.forEach(this::awaitPaidOnce);
    }

    @Test
    void aLostAnswerIsFoundByItsKey() {
        // The charge is made; its answer comes too slowly to be of use.
        customer.breaks(
                Service.PAYMENT, Map.of("type", "slow-body", "latencyMs", 20_000, "match", Map.of("method", "POST")));

        Answer order = customer.checkout(Customer.SMALL);
        assertThat(order.text("status")).isEqualTo("PAYMENT_PENDING");
        assertThat(customer.captures(order.id())).isEqualTo(1);

        customer.stopsBreaking(Service.PAYMENT);
        awaitPaidOnce(order);
        assertThat(customer.count(Service.PAYMENT, "select count(*) from charge where order_id = ?", order.id()))
                .isEqualTo(1);
    }

    private void awaitPaidOnce(Answer order) {
        await().atMost(SETTLED)
                .until(() ->
                        customer.get("/orders/" + order.id()).text("status").equals("PAID"));
        assertThat(customer.captures(order.id())).isEqualTo(1);
    }
}
