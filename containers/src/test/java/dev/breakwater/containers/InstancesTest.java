package dev.breakwater.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One of two instances ill, gone, or leaving in good order. */
@InContainers
class InstancesTest {
    private static final Duration GRACE = Duration.ofSeconds(25); // as in the manifests

    private final Shop shop;
    private final Customer customer;

    InstancesTest(Shop shop) {
        this.shop = shop;
        this.customer = shop.customer;
    }

    /** Not one checkout is slower than its deadline, and soon none is degraded: the other instance answers. */
    @Test
    void aHungInstanceIsTakenOutOfRotation() {
        shop.otherFraud.pause();
        becomesUndegraded();
    }

    @Test
    void aKilledInstanceIsTakenOutOfRotation() {
        shop.otherFraud.kill();
        becomesUndegraded();
    }

    private void becomesUndegraded() {
        shop.untilUndegraded();
        List<Answer> answers;
        try (Traffic traffic = new Traffic(customer, 10)) {
            await().atMost(Shop.PATIENCE).until(() -> traffic.answered() > 60);
            answers = traffic.end();
        }
        // Every so often the balancer looks whether the instance is well again, and that attempt is retried elsewhere.
        assertThat(answers)
                .allMatch(answer -> answer.status() == 201 && answer.took().compareTo(Customer.LIMIT) < 0);
        assertThat(answers).filteredOn(Answer::isUndegraded).hasSizeGreaterThan(answers.size() * 9 / 10);
    }

    /** It is not ready first, still answers, ends what it has begun, and only then goes. */
    @Test
    void anInstanceThatLeavesInGoodOrderCostsNobodyAnything() {
        List<Answer> answers;
        try (Traffic traffic = new Traffic(customer, 10)) {
            await().atMost(Shop.PATIENCE).until(() -> traffic.answered() > 20);
            shop.otherFraud.stop(GRACE);
            int gone = traffic.answered();
            await().atMost(Shop.PATIENCE).until(() -> traffic.answered() > gone + 30);
            answers = traffic.end();
        }
        assertThat(answers).hasSizeGreaterThan(50).allMatch(Answer::isUndegraded);
    }

    /** The edge, too: nobody new is sent to it, who comes all the same is served, and it goes by itself. */
    @Test
    void anEdgeThatEndsIsNotReadyFirstAndServesOn() {
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> shop.order.stop(GRACE));
        await().atMost(Shop.PATIENCE)
                .until(() ->
                        customer.get(shop.order.at(9000, "/q/health/ready")).status() == 503);
        Answer late = customer.buysTwo();
        assertThat(late.isUndegraded()).as(late.toString()).isTrue();
        end.join();
        assertThat(shop.order.wasEndedByForce()).isFalse();
    }

    /** A checkout that waits for a hung payment gets its answer from an edge that ends. */
    @Test
    void aCheckoutInProgressIsAnsweredByAnEdgeThatEnds() throws Exception {
        shop.payment.pause();
        CompletableFuture<Answer> checkout = CompletableFuture.supplyAsync(customer::buysTwo);
        shop.order.stop(GRACE);
        assertThat(checkout.get().status()).isEqualTo(202);
        assertThat(shop.order.wasEndedByForce()).isFalse();
    }
}
