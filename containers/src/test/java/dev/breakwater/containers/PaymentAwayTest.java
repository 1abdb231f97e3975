package dev.breakwater.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Payment-service away: orders wait, and are charged once when it is back. */
@InContainers
class PaymentAwayTest {
    private final Shop shop;
    private final Customer customer;

    PaymentAwayTest(Shop shop) {
        this.shop = shop;
        this.customer = shop.customer;
    }

    @Test
    void hungPaymentIsChargedLater() {
        shop.payment.pause();
        ordersWaitAndAreChargedOnce();
    }

    @Test
    void killedPaymentIsChargedLater() {
        shop.payment.kill();
        ordersWaitAndAreChargedOnce();
    }

    /** Charges go on, but their answers never arrive: the settlement finds them by their keys. */
    @Test
    void answersThatAreLostChargeNobodyTwice() {
        try (Traffic traffic = new Traffic(customer, 20)) {
            // So that some charges are on their way to the processor at any moment.
            shop.breaks(shop.payment, "{\"type\":\"latency\",\"latencyMs\":200,\"point\":\"processor\"}");
            await().atMost(Shop.PATIENCE).until(() -> traffic.answered() > 20);
            shop.payment.unplug(shop.calls);
            int before = traffic.answered();
            await().atMost(Shop.PATIENCE).until(() -> traffic.answered() > before + 40);
            assertThat(shop.ordersChargedUnawares()).isPositive();
            shop.heal();
            assertThat(traffic.end())
                    .allMatch(answer -> answer.status() == 201 || answer.status() == 202)
                    .anyMatch(answer -> answer.status() == 202);
        }
        everyOrderIsSettledAndNoneChargedTwice();
    }

    private void ordersWaitAndAreChargedOnce() {
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Answer answer = customer.buysTwo();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
            assertThat(answer.at("/status")).isEqualTo("PAYMENT_PENDING");
            assertThat(answer.body().path("payment").isNull()).isTrue();
            assertThat(answer.degraded()).contains("payment");
            assertThat(answer.took()).isLessThan(Customer.LIMIT);
            waiting.add(answer.at("/id"));
        }
        shop.payment.heal();
        await().atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(waiting)
                        .allSatisfy(id ->
                                assertThat(customer.order(id).at("/status")).isEqualTo("PAID")));
        everyOrderIsSettledAndNoneChargedTwice();
    }

    private void everyOrderIsSettledAndNoneChargedTwice() {
        await().atMost(Shop.PATIENCE).until(() -> shop.pendingOrders() == 0);
        assertThat(shop.ordersChargedTwice()).isZero();
    }
}
