package dev.breakwater.order.checkout;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.breakwater.order.Customer.checkout;
import static dev.breakwater.order.Customer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.breakwater.order.Customer;
import dev.breakwater.order.Neighbours;
import dev.breakwater.order.OrderTest;
import dev.breakwater.order.Service;
import dev.breakwater.order.Tables;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without the protection everything is slower and fails more often, but nothing is lost and nothing charged twice. */
@OrderTest
@TestProfile(UnprotectedTest.Off.class)
class UnprotectedTest {

    public static class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("resilience.enabled", "false", "quarkus.rest-client.payment.read-timeout", "3000");
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
    }

    @Test
    void theExampleIsPaid() {
        checkout(key).then().statusCode(201).body("status", equalTo("PAID")).header("RateLimit", nullValue());
    }

    @Test
    void aFailedChargeIsAFailedCheckoutWhoseOrderSettlesLater() {
        neighbours.charge(aResponse().withStatus(500));
        checkout(key).then().statusCode(502).contentType("application/problem+json");
        String id = checkout(key)
                .then()
                .statusCode(202)
                .body("status", equalTo("PAYMENT_PENDING"))
                .extract()
                .path("id");
        neighbours.areWell();
        await().atMost(Duration.ofSeconds(10)).until(() -> status(id).equals("PAID"));
        assertThat(tables.ordersOf(key)).isEqualTo(1);
        assertThat(neighbours.charged(id)).hasSize(1);
    }

    @Test
    void aPaymentServiceThatIsGoneIsA502() {
        neighbours.payment.goes();
        checkout(key).then().statusCode(502).contentType("application/problem+json");
        checkout(key).then().statusCode(202);
    }

    @Test
    void aChargeThatHangsHoldsItsCheckoutAndItsOrderDoesNotWaitForIt() throws Exception {
        neighbours.charge(aResponse().withFixedDelay(60_000));
        List<Response> answers = Customer.together(2, customer -> {
            if (customer == 0) {
                return checkout(key);
            }
            await().until(() -> tables.ordersOf(key) == 1);
            checkout(key).then().statusCode(409);
            await().atMost(Duration.ofMillis(2_500))
                    .untilAsserted(() -> checkout(key).then().statusCode(202));
            neighbours.areWell();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> checkout(key).then().statusCode(201));
            return checkout(key);
        });
        answers.get(0).then().statusCode(504).contentType("application/problem+json");
        answers.get(1).then().statusCode(201).body("status", equalTo("PAID"));
        assertThat(tables.ordersOf(key)).isEqualTo(1);
    }

    @Test
    void missingRecommendationsAreNoFailedCheckout() {
        neighbours.recommend(aResponse().withStatus(500));
        checkout(key)
                .then()
                .statusCode(201)
                .body("status", equalTo("PAID"))
                .body("recommendations.source", equalTo("NONE"))
                .body("degraded", contains("recommendations"));
    }

    @Test
    void keysAndValidationStay() {
        checkout(key).then().statusCode(201);
        checkout(key, Customer.BODY.replace("sku-1", "sku-2")).then().statusCode(422);
        checkout(key, "{}").then().statusCode(400);
    }
}
