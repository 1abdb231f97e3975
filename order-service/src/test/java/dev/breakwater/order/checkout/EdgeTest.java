package dev.breakwater.order.checkout;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.breakwater.order.Customer.checkoutAs;
import static dev.breakwater.order.Customer.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.breakwater.order.Customer;
import dev.breakwater.order.Neighbours;
import dev.breakwater.order.OrderTest;
import dev.breakwater.order.Service;
import dev.breakwater.order.Tables;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the edge does not let in. */
@OrderTest
@TestProfile(EdgeTest.Small.class)
class EdgeTest {

    public static class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "resilience.rate-limits.checkout.burst", "20",
                    "resilience.rate-limits.checkout.per-second", "1",
                    "resilience.checkout.bulkhead.max", "2",
                    "resilience.checkout.bulkhead.share", "1",
                    "order.max-pending", "3");
        }
    }

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
        tables.run("delete from orders where status = 'PAYMENT_PENDING'");
        await().untilAsserted(() -> assertThat(service.pending()).isZero());
    }

    @Test
    void eachClientHasItsOwnRateAndIsToldOfIt() {
        checkoutAs("demo-0", key)
                .then()
                .statusCode(201)
                .header("RateLimit-Policy", "\"client\";q=20;w=20")
                .header("RateLimit", "\"client\";r=19;t=1");
        String itsKey;
        Response refused;
        int tries = 0;
        do {
            itsKey = Customer.newKey();
            refused = checkoutAs("demo-0", itsKey);
        } while (refused.statusCode() == 201 && ++tries < 60);
        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .header("RateLimit-Policy", "\"client\";q=20;w=20")
                .header("RateLimit", matchesPattern("\"client\";r=0;t=\\d+"));
        checkoutAs("demo-1", Customer.newKey()).then().statusCode(201);
        assertThat(tables.ordersOf(itsKey)).isZero();
    }

    @Test
    void moreAtOnceThanItCanServeIsRefusedAtOnce() throws Exception {
        neighbours.charge(aResponse().withFixedDelay(3_000));
        try (Socket first = Customer.checkoutAndHold(Customer.newKey());
                Socket second = Customer.checkoutAndHold(Customer.newKey())) {
            await().until(() -> service.used("checkout") == 2);
            checkoutAs("demo-2", key)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", equalTo("1"));
        }
        assertThat(tables.ordersOf(key)).isZero();
    }

    @Test
    void moreOrdersThanMayBePendingAreRefused() {
        neighbours.payment.goes();
        String first =
                checkoutAs("demo-3", key).then().statusCode(202).extract().path("id");
        checkoutAs("demo-3", Customer.newKey()).then().statusCode(202);
        checkoutAs("demo-3", Customer.newKey()).then().statusCode(202);

        String itsKey = Customer.newKey();
        checkoutAs("demo-3", itsKey)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("5"))
                .body("type", equalTo("urn:breakwater:problem:too-many-pending-orders"));
        assertThat(tables.ordersOf(itsKey)).isZero();
        checkoutAs("demo-3", key).then().statusCode(202).body("id", equalTo(first));
        order(first).then().statusCode(200);

        neighbours.areWell();
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> checkoutAs("demo-3", itsKey).then().statusCode(201));
    }
}
