package dev.breakwater.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** Recommendation-service, its model or its cache away: a checkout never fails for it. */
@InContainers
class RecommendationAwayTest {
    private static final String MODEL_FAILS = """
            {"type":"error","rate":1.0,"status":500,"point":"model"}""";

    private final Shop shop;
    private final Customer customer;

    RecommendationAwayTest(Shop shop) {
        this.shop = shop;
        this.customer = shop.customer;
    }

    @Test
    void hungRecommendationsCostNoCheckout() {
        shop.recommendation.pause();
        checkoutsGoWithoutTheModel();
    }

    @Test
    void killedRecommendationsCostNoCheckout() {
        shop.recommendation.kill();
        checkoutsGoWithoutTheModel();
    }

    private void checkoutsGoWithoutTheModel() {
        for (int i = 0; i < 8; i++) {
            Answer answer = customer.buysTwo();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            assertThat(answer.at("/status")).isEqualTo("PAID");
            assertThat(answer.degraded()).containsExactly("recommendations");
            assertThat(answer.took()).isLessThan(Customer.LIMIT);
        }
        shop.heal();
    }

    @Test
    void withoutRedisTheModelRecommendsAsUsual() {
        shop.redis.kill();
        for (int i = 0; i < 8; i++) {
            Answer answer = customer.buysTwo();
            assertThat(answer.isUndegraded()).as(answer.toString()).isTrue();
        }
    }

    @Test
    void hungRedisIsNotWaitedFor() {
        shop.redis.pause();
        for (int i = 0; i < 8; i++) {
            Answer answer = customer.buysTwo();
            assertThat(answer.isUndegraded()).as(answer.toString()).isTrue();
        }
    }

    @Test
    void withoutTheModelRedisRemembersAlsoForANewProcess() {
        assertThat(source()).isEqualTo("MODEL");
        shop.recommendation.kill();
        shop.recommendation.start();
        shop.heal();
        shop.breaks(shop.recommendation, MODEL_FAILS);
        await().atMost(Shop.PATIENCE).untilAsserted(() -> assertThat(source()).isEqualTo("CACHE"));
    }

    /** Where a regular's recommendations come from. */
    private String source() {
        return customer.buysTwoAs("c-950", "demo-0").at("/recommendations/source");
    }

    @Test
    void withoutTheModelAndRedisThereAreDefaults() {
        shop.breaks(shop.recommendation, MODEL_FAILS);
        shop.redis.kill();
        await().atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(customer.buysTwo().at("/recommendations/source"))
                        .isEqualTo("DEFAULTS"));
        Answer answer = customer.buysTwo();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.degraded()).containsExactly("recommendations");
    }

    @Test
    void startsWithoutRedis() {
        shop.redis.kill();
        shop.recommendation.kill();
        shop.recommendation.start();
        shop.untilUndegraded();
    }
}
