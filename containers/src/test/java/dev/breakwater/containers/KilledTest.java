package dev.breakwater.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Services killed at any moment while customers buy: nothing lost, nothing charged twice, nothing stuck. */
@InContainers
class KilledTest {
    private final Shop shop;
    private final Customer customer;

    KilledTest(Shop shop) {
        this.shop = shop;
        this.customer = shop.customer;
    }

    private static final int ROUNDS = 4;

    @Test
    void killedServicesLoseNothing() {
        Random random = new Random(4);
        List<Answer> answers;
        try (Traffic traffic = new Traffic(customer, 20)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (Machine victim : List.of(shop.payment, shop.order, shop.fraud)) {
                    int before = traffic.answered() + traffic.unanswered();
                    int moment = 5 + random.nextInt(20);
                    await().atMost(Shop.PATIENCE)
                            .until(() -> traffic.answered() + traffic.unanswered() > before + moment);
                    victim.kill();
                    victim.start();
                }
            }
            shop.heal();
            answers = traffic.end();
        }
        List<Answer> placed = answers.stream()
                .filter(answer -> answer.status() == 201 || answer.status() == 202)
                .toList();
        assertThat(placed).hasSizeGreaterThan(50);
        await("every order is settled").atMost(Shop.PATIENCE).until(() -> shop.pendingOrders() == 0);
        assertThat(shop.ordersChargedTwice()).isZero();
        assertThat(placed)
                .allSatisfy(
                        answer -> assertThat(customer.order(answer.at("/id")).at("/status"))
                                .isIn("PAID", "IN_REVIEW"));
    }
}
