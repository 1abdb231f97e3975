package dev.breakwater.order.checkout;

import static dev.breakwater.order.Customer.checkout;
import static dev.breakwater.order.Customer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.breakwater.order.Customer;
import dev.breakwater.order.Neighbours;
import dev.breakwater.order.OrderTest;
import dev.breakwater.order.Service;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.bulkhead.Bulkhead;
import dev.breakwater.resilience.gate.Gate;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A busy edge: of its 60 places 30 are for everything, 51 for checkouts, all for charges of accepted orders. */
@OrderTest
class SheddingTest {
    Neighbours neighbours;

    @Inject
    Service service;

    @Inject
    Resilience resilience;

    private int taken;

    @BeforeEach
    void allIsWell() {
        service.isWell();
        neighbours.areWell();
        await().until(() -> edge().used() == 0);
    }

    @AfterEach
    void isQuietAgain() {
        for (; taken > 0; taken--) {
            edge().release(0, Outcome.SUCCESS, 0);
        }
    }

    private Bulkhead edge() {
        return resilience.policy("checkout").bulkhead();
    }

    private void takeAllBut(int free, int of) {
        for (; taken < of - free; taken++) {
            assertThat(edge().tryAcquire()).isNotEqualTo(Gate.REFUSED);
        }
    }

    @Test
    void recommendationsGoFirst() {
        takeAllBut(0, 30);
        checkout(Customer.newKey())
                .then()
                .statusCode(201)
                .body("status", equalTo("PAID"))
                .body("recommendations.source", equalTo("NONE"))
                .body("degraded", contains("recommendations"));
        isQuietAgain();
        checkout(Customer.newKey()).then().statusCode(201).body("degraded", empty());
    }

    @Test
    void thenCheckoutsButNeverChargesOfAcceptedOrders() {
        neighbours.payment.goes();
        String accepted =
                checkout(Customer.newKey()).then().statusCode(202).extract().path("id");
        takeAllBut(0, 51);
        checkout(Customer.newKey())
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("1"))
                .body("type", equalTo("urn:breakwater:problem:shed"));
        neighbours.areWell();
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(status(accepted)).isEqualTo("PAID"));
    }
}
