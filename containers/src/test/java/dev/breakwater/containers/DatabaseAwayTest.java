package dev.breakwater.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The database away, at the start and later. */
@InContainers
class DatabaseAwayTest {
    private final Shop shop;
    private final Customer customer;

    DatabaseAwayTest(Shop shop) {
        this.shop = shop;
        this.customer = shop.customer;
    }

    @Test
    void withoutItsDatabaseTheEdgeSaysWhenToComeBack() {
        shop.order.unplug(shop.state);
        refusesFast();
        shop.heal();
    }

    @Test
    void hungDatabaseIsNotWaitedFor() {
        shop.postgres.pause();
        refusesFast();
        shop.heal();
    }

    @Test
    void killedDatabaseIsTheSame() {
        shop.postgres.kill();
        refusesFast();
        shop.heal();
    }

    private void refusesFast() {
        for (int i = 0; i < 5; i++) {
            Answer answer = customer.buysTwo();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
            assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.response().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("application/problem+json");
            assertThat(answer.took()).isLessThan(Customer.LIMIT);
        }
        await().atMost(Shop.PATIENCE)
                .until(() ->
                        customer.get(shop.order.at(9000, "/q/health/ready")).status() == 503);
        assertThat(customer.get(shop.order.at(9000, "/q/health/live")).status()).isEqualTo(200);
    }

    /** Lives, is not ready, refuses; and when the database comes, so does the service. */
    @Test
    void aServiceWaitsForTheDatabaseItStartsWithout() {
        shop.postgres.kill();
        for (Machine service : List.of(shop.fraud, shop.payment, shop.order)) {
            service.kill();
            service.start();
            await(service + " lives")
                    .atMost(Shop.PATIENCE)
                    .ignoreExceptions()
                    .until(() ->
                            customer.get(service.at(9000, "/q/health/live")).status() == 200);
            assertThat(customer.get(service.at(9000, "/q/health/started")).status())
                    .isEqualTo(200);
            assertThat(customer.get(service.at(9000, "/q/health/ready")).status())
                    .isEqualTo(503);
        }
        assertThat(customer.buysTwo().status()).isEqualTo(503);
        shop.postgres.start();
        shop.untilUndegraded();
        assertThat(shop.ordersChargedTwice()).isZero();
    }
}
