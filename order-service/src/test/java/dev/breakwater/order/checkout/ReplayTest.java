package dev.breakwater.order.checkout;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.breakwater.order.Customer.checkout;
import static dev.breakwater.order.Customer.checkoutAndHold;
import static dev.breakwater.order.Customer.checkoutAs;
import static dev.breakwater.order.Customer.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.breakwater.order.Customer;
import dev.breakwater.order.Neighbours;
import dev.breakwater.order.OrderTest;
import dev.breakwater.order.Service;
import dev.breakwater.order.Tables;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that comes again. */
@OrderTest
class ReplayTest {
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
    class WithTheSameBody {

        @Test
        void getsTheSameOrderAndDoesNothingTwice() {
            Response first = checkout(key);
            for (int i = 0; i < 3; i++) {
                Response again = checkout(key);
                again.then().statusCode(201).header("Location", "/orders/" + first.path("id"));
                assertThat(again.asString()).isEqualTo(first.asString());
            }
            assertThat(tables.ordersOf(key)).isEqualTo(1);
            assertThat(neighbours.charged(first.path("id"))).hasSize(1);
            assertThat(neighbours.askedForRecommendations()).hasSize(1);
        }

        @Test
        void isTheSameHoweverItIsWritten() {
            String id = checkout(key).path("id");
            checkout(key, """
                    {"paymentToken":"tok_visa","items":[{"quantity":2,"sku":"sku-1"}],"customerId":"c\\u002d17"}
                    """).then().statusCode(201).body("id", equalTo(id));
        }

        @Test
        void isToldHowTheOrderStandsNow() {
            neighbours.charge(aResponse().withStatus(500));
            String id = checkout(key)
                    .then()
                    .statusCode(202)
                    .body("status", equalTo("PAYMENT_PENDING"))
                    .extract()
                    .path("id");
            checkout(key).then().statusCode(202).body("id", equalTo(id));
            neighbours.areWell();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> checkout(key)
                            .then()
                            .statusCode(201)
                            .body("id", equalTo(id))
                            .body("status", equalTo("PAID"))
                            .body("recommendations.source", equalTo("MODEL")));
        }
    }

    @Nested
    class WithAnotherBody {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'customerId':'c-17','items':[{'sku':'sku-1','quantity':3}],'paymentToken':'tok_visa'}",
                    "{'customerId':'c-17','items':[{'sku':'sku-2','quantity':2}],'paymentToken':'tok_visa'}",
                    "{'customerId':'c-18','items':[{'sku':'sku-1','quantity':2}],'paymentToken':'tok_visa'}",
                    "{'customerId':'c-17','items':[{'sku':'sku-1','quantity':2}],'paymentToken':'tok_mastercard'}",
                    "{'customerId':'c-17','items':[{'sku':'sku-1','quantity':2},{'sku':'sku-2','quantity':1}],"
                            + "'paymentToken':'tok_visa'}",
                })
        void isRefused(String other) {
            String first = checkout(key).asString();
            checkout(key, other.replace('\'', '"'))
                    .then()
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:breakwater:problem:idempotency-key-reused"));
            assertThat(checkout(key).asString()).isEqualTo(first);
        }
    }

    @Nested
    class WhileTheFirstStillRuns {

        @Test
        void isToldToComeBackAndThenGetsTheOrder() throws Exception {
            neighbours.charge(approvedAfter(700));
            try (Socket first = checkoutAndHold(key)) {
                await().until(() -> !neighbours.charged().isEmpty());
                checkout(key)
                        .then()
                        .statusCode(409)
                        .contentType("application/problem+json")
                        .header("Retry-After", equalTo("1"))
                        .body("type", equalTo("urn:breakwater:problem:checkout-in-progress"));
                await().atMost(Duration.ofSeconds(5))
                        .untilAsserted(
                                () -> checkout(key).then().statusCode(201).body("status", equalTo("PAID")));
            }
            assertThat(tables.<Integer>of(key, "tries")).isZero();
            assertThat(neighbours.charged(tables.of(key, "id::text"))).hasSize(1);
        }

        @Test
        void hasOneOrderAndOneChargeHoweverManyComeTogether() throws Exception {
            neighbours.charge(approvedAfter(300));
            List<Response> answers = together(20, customer -> checkout(key));

            assertThat(answers).extracting(Response::statusCode).containsOnly(201, 409);
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 409)
                    .allSatisfy(
                            answer -> assertThat(answer.header("Retry-After")).isEqualTo("1"));
            assertThat(tables.ordersOf(key)).isEqualTo(1);
            assertThat(neighbours.charged(tables.of(key, "id::text"))).hasSize(1);
            checkout(key).then().statusCode(201).body("status", equalTo("PAID"));
        }

        @Test
        void isNotToldSoForLongerThanTheLeaseThoughTheFirstHasDied() {
            neighbours.payment.goes();
            String id = tables.leave(key, "600 milliseconds");
            checkout(key).then().statusCode(409);
            await().atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> checkout(key)
                            .then()
                            .statusCode(202)
                            .body("id", equalTo(id))
                            .body("status", equalTo("PAYMENT_PENDING")));
            neighbours.areWell();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> checkout(key).then().statusCode(201).body("status", equalTo("PAID")));
        }
    }

    @Nested
    class OfAnotherClient {

        @Test
        void isAnotherKeyWhereTheApiKeysAreKnown() {
            String first =
                    checkoutAs("demo-0", key).then().statusCode(201).extract().path("id");
            assertThat(checkoutAs("demo-0", key).<String>path("id")).isEqualTo(first);
            assertThat(checkoutAs("demo-1", key).<String>path("id")).isNotEqualTo(first);
            assertThat(checkout(key).<String>path("id")).isNotEqualTo(first);
            assertThat(tables.ordersOf(key)).isEqualTo(3);
        }

        @Test
        void isTheSameKeyWhereNobodyKnowsThem() {
            String first = checkout(key).path("id");
            assertThat(checkoutAs("nobody-knows-me", key).<String>path("id")).isEqualTo(first);
        }

        @Test
        void leavesNoApiKeyInTheDatabase() {
            checkoutAs("demo-2", key);
            assertThat(tables.<String>of(key, "row_to_json(orders)::text")).doesNotContain("demo-2");
        }
    }

    private static ResponseDefinitionBuilder approvedAfter(int millis) {
        return Neighbours.json(200, """
                        {"chargeId": "{{request.headers.Idempotency-Key}}", "status": "APPROVED", "fraudCheck": "SERVICE"}
                        """).withFixedDelay(millis);
    }
}
