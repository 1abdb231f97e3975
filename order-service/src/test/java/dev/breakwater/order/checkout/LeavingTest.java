package dev.breakwater.order.checkout;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.breakwater.order.Customer.checkout;
import static dev.breakwater.order.Customer.checkoutAndHold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.breakwater.order.Customer;
import dev.breakwater.order.Neighbours;
import dev.breakwater.order.OrderTest;
import dev.breakwater.order.Service;
import dev.breakwater.order.Tables;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A customer who does not wait for the answer, and one who is told that there is no order. */
@OrderTest
class LeavingTest {
    Neighbours neighbours;

    @Inject
    Service service;

    @Inject
    Tables tables;

    private final String key = Customer.newKey();

    @BeforeEach
    void allIsWell() {
        service.isWell();
        neighbours.areWell();
    }

    @Nested
    class BeforeTheOrderIsPlaced {

        @Test
        void stopsIt() throws IOException {
            try (Tables.Lock table = tables.lock("orders")) {
                try (Socket customer = checkoutAndHold(key)) {
                    await().until(() -> tables.ordersWaitingForTheTable() == 1);
                }
                await().until(() -> service.outstanding("checkout") == 0);
            }
            await().until(() -> tables.transactions() == 0);
            await().until(() -> tables.ordersOf(key) == 0);
            assertThat(neighbours.charged()).isEmpty();
        }

        @Test
        void whoIsToldToComeBackHasNoOrder() {
            try (Tables.Lock table = tables.lock("orders")) {
                checkout(key)
                        .then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .header("Retry-After", equalTo("1"));
            }
            await().until(() -> tables.transactions() == 0);
            await().until(() -> tables.ordersOf(key) == 0);
            assertThat(neighbours.charged()).isEmpty();
            checkout(key, Customer.BODY.replace("sku-1", "sku-2")).then().statusCode(201);
        }
    }

    @Nested
    class WhileTheDatabaseIsOverrun {

        /** More than there are connections: the others wait for one, and give up. */
        @Test
        void whatWasGivenUpIsNotAskedAnyMore() throws Exception {
            long before = tables.insertsEver();
            try (Tables.Lock table = tables.lock("orders")) {
                assertThat(Customer.together(45, customer -> checkout(Customer.newKey())))
                        .extracting(Response::statusCode)
                        .containsOnly(503);
            }
            checkout(key).then().statusCode(201);
            await().until(() -> tables.transactions() == 0);
            // The figures come late: they must be in range, and stay so.
            await().during(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(tables.insertsEver()).isBetween(before + 1, before + 21));
        }
    }

    @Nested
    class OnceTheOrderIsPlaced {

        @Test
        void leavesAnOrderThatSettles() throws IOException {
            neighbours.charge(aResponse().withFixedDelay(1_000).withStatus(500));
            try (Socket customer = checkoutAndHold(key)) {
                await().until(() -> !neighbours.charged().isEmpty());
            }
            await().until(() -> tables.<Integer>of(key, "tries") == 1);
            neighbours.areWell();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(tables.<String>of(key, "status")).isEqualTo("PAID"));
            checkout(key).then().statusCode(201).body("status", equalTo("PAID"));
            assertThat(tables.ordersOf(key)).isEqualTo(1);
        }

        @Test
        void givesItsPlacesBack() throws IOException {
            neighbours.charge(aResponse().withFixedDelay(3_000));
            try (Socket customer = checkoutAndHold(key)) {
                await().until(() -> service.outstanding("payment") > 0);
            }
            await().atMost(Duration.ofMillis(800))
                    .until(() -> service.outstanding("payment") == 0 && service.outstanding("checkout") == 0);
        }
    }
}
