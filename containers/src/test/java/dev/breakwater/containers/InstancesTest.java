package dev.breakwater.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One of two instances ill, gone, or leaving in good order. */
@InContainers
class InstancesTest {
    private final Shop shop;
    private final Customer customer;

    InstancesTest(Shop shop) {
        this.shop = shop;
        this.customer = shop.customer;
    }

    /** Not one checkout is slower than its deadline, and soon none is degraded: the other instance answers. */
    @Test
    void aHungInstanceIsTakenOutOfRotation() {
        becomesUndegradedAfter(shop.otherFraud::pause);
    }

    @Test
    void aKilledInstanceIsTakenOutOfRotation() {
        becomesUndegradedAfter(shop.otherFraud::kill);
    }

    private void becomesUndegradedAfter(Runnable harm) {
        assertThat(answersWhile(harm)).allMatch(InstancesTest::isPaidInTime);
        shop.untilUndegraded();
        List<Answer> after = answersWhile(() -> {});
        assertThat(after).allMatch(InstancesTest::isPaidInTime);
        // Every so often the balancer looks whether the instance is well again, and that attempt is retried elsewhere.
        assertThat(after).filteredOn(Answer::isUndegraded).hasSizeGreaterThan(after.size() * 9 / 10);
    }

    /** Of customers who come before it happens, at that moment and after it. */
    private List<Answer> answersWhile(Runnable something) {
        try (Traffic traffic = new Traffic(customer, 10)) {
            await().atMost(Shop.PATIENCE).until(() -> traffic.answered() > 10);
            something.run();
            await().atMost(Shop.PATIENCE).until(() -> traffic.answered() > 70);
            return traffic.end();
        }
    }

    private static boolean isPaidInTime(Answer answer) {
        return answer.status() == 201 && answer.took().compareTo(Customer.LIMIT) < 0;
    }

    /** It is not ready first, still answers, ends what it has begun, and only then goes. */
    @Test
    void anInstanceThatLeavesInGoodOrderCostsNobodyAnything() {
        List<Answer> answers;
        try (Traffic traffic = new Traffic(customer, 10)) {
            await().atMost(Shop.PATIENCE).until(() -> traffic.answered() > 20);
            shop.otherFraud.stop(shop.grace(shop.otherFraud));
            int gone = traffic.answered();
            await().atMost(Shop.PATIENCE).until(() -> traffic.answered() > gone + 30);
            answers = traffic.end();
        }
        assertThat(answers).hasSizeGreaterThan(50).allMatch(Answer::isUndegraded);
    }

    /** The edge, too: nobody new is sent to it, who comes all the same is served, and it goes by itself. */
    @Test
    void anEdgeThatEndsIsNotReadyFirstAndServesOn() {
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> shop.order.stop(shop.grace(shop.order)));
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
        shop.order.stop(shop.grace(shop.order));
        assertThat(checkout.get().status()).isEqualTo(202);
        assertThat(shop.order.wasEndedByForce()).isFalse();
    }
}
