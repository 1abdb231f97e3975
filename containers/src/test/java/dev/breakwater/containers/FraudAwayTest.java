package dev.breakwater.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fraud-service away: payment-service decides by its own rules, and says so. */
@InContainers
class FraudAwayTest {
    private final Shop shop;
    private final Customer customer;

    FraudAwayTest(Shop shop) {
        this.shop = shop;
        this.customer = shop.customer;
    }

    @Test
    void hungFraudCostsNoCheckout() {
        shop.fraud.pause();
        shop.otherFraud.pause();
        degradesToTheRules();
    }

    @Test
    void killedFraudCostsNoCheckout() {
        shop.fraud.kill();
        shop.otherFraud.kill();
        degradesToTheRules();
    }

    @Test
    void fraudWithoutALineToItsDatabaseCostsNoCheckout() {
        shop.fraud.unplug(shop.state);
        shop.otherFraud.unplug(shop.state);
        degradesToTheRules();
    }

    /** From the first checkout on, and when the breaker is open; and all is well again by itself. */
    private void degradesToTheRules() {
        for (int i = 0; i < 8; i++) {
            Answer small = customer.buysTwo();
            assertThat(small.status()).as(small.toString()).isEqualTo(201);
            assertThat(small.at("/status")).isEqualTo("PAID");
            assertThat(small.at("/payment/fraudCheck")).isEqualTo("RULES");
            assertThat(small.degraded()).containsExactly("fraud-check");
            assertThat(small.took()).isLessThan(Customer.LIMIT);
        }
        Answer large = customer.buysThree();
        assertThat(large.at("/status")).as(large.toString()).isEqualTo("IN_REVIEW");
        assertThat(large.took()).isLessThan(Customer.LIMIT);
        shop.heal();
    }
}
