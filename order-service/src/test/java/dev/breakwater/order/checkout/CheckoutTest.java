package dev.breakwater.order.checkout;

import static dev.breakwater.order.Customer.checkout;
import static dev.breakwater.order.Customer.order;
import static dev.breakwater.order.Customer.payment;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.breakwater.order.Customer;
import dev.breakwater.order.Neighbours;
import dev.breakwater.order.OrderTest;
import dev.breakwater.order.Service;
import dev.breakwater.order.Tables;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A checkout when all is well, or well enough. */
@OrderTest
class CheckoutTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    Neighbours neighbours;

    @Inject
    Tables tables;

    @Inject
    Service service;

    private final String key = Customer.newKey();

    @BeforeEach
    void allIsWell() {
        service.isWell();
        neighbours.areWell();
    }

    @Nested
    class IsAnswered {

        @Test
        void asTheSpecificationSays() throws Exception {
            Response answer = checkout(key);
            String id = answer.path("id");
            answer.then().statusCode(201).contentType("application/json").header("Location", "/orders/" + id);
            assertThat(JSON.readTree(answer.asString())).isEqualTo(JSON.readTree("""
                    {"id": "%1$s", "status": "PAID", "total": {"amount": "39.80", "currency": "EUR"},
                     "payment": {"chargeId": "%1$s", "fraudCheck": "SERVICE"},
                     "recommendations": {"items": ["sku-9", "sku-4"], "source": "MODEL"},
                     "degraded": []}
                    """.formatted(id)));
        }

        @Test
        void withTheRulesLabelled() {
            neighbours.charges("APPROVED", "RULES");
            checkout(key)
                    .then()
                    .statusCode(201)
                    .body("status", equalTo("PAID"))
                    .body("payment.fraudCheck", equalTo("RULES"))
                    .body("degraded", contains("fraud-check"));
        }

        @Test
        void inReviewForGood() {
            neighbours.charges("IN_REVIEW", "RULES");
            String id = checkout(key)
                    .then()
                    .statusCode(201)
                    .body("status", equalTo("IN_REVIEW"))
                    .body("payment.chargeId", notNullValue())
                    .extract()
                    .path("id");
            order(id).then().statusCode(200).body("status", equalTo("IN_REVIEW"));
        }

        @Test
        void declinedWithoutTheBreakerCountingIt() {
            neighbours.charges("DECLINED", "SERVICE");
            for (int i = 0; i < 10; i++) {
                checkout(Customer.newKey())
                        .then()
                        .statusCode(201)
                        .body("status", equalTo("DECLINED"))
                        .body("degraded", empty());
            }
            assertThat(service.breaker("payment")).isEqualTo(State.CLOSED);
        }

        @Test
        void withTheSumOfItsLines() {
            checkout(key, """
                    {"customerId": "c-17", "paymentToken": "tok_visa",
                     "items": [{"sku": "sku-12", "quantity": 99}, {"sku": "sku-3", "quantity": 1}]}
                    """).then().statusCode(201).body("total.amount", equalTo("64255.90"));
        }

        @Test
        void toCustomersOfAnyName() {
            for (String name :
                    List.of("Zoë Müller", "🦆🦆", "a/b?c=%2F", "..", "'; drop table orders; --", "c".repeat(255))) {
                checkout(Customer.newKey(), Customer.BODY.replace("c-17", name))
                        .then()
                        .statusCode(201)
                        .body("status", equalTo("PAID"));
            }
        }
    }

    @Nested
    class Asks {

        @Test
        void forTheChargeOnceWithTheOrdersIdAsKey() throws Exception {
            String id = checkout(key).path("id");
            List<LoggedRequest> charged = neighbours.charged(id);
            assertThat(charged).hasSize(1);
            assertThat(JSON.readTree(charged.get(0).getBodyAsString())).isEqualTo(JSON.readTree("""
                    {"orderId": "%s", "customerId": "c-17", "amount": {"amount": "39.80", "currency": "EUR"},
                     "paymentToken": "tok_visa"}
                    """.formatted(id)));
            assertThat(charged.get(0).header("X-Request-Timeout-Ms").firstValue())
                    .satisfies(millis -> assertThat(Integer.parseInt(millis)).isBetween(1, 1_000));
        }

        @Test
        void forRecommendationsToTheCustomer() {
            checkout(key);
            assertThat(neighbours.askedForRecommendations())
                    .extracting(LoggedRequest::getUrl)
                    .containsExactly("/recommendations/c-17");
        }
    }

    @Nested
    class TheOrder {

        @Test
        void canBeRead() throws Exception {
            Response checkedOut = checkout(key);
            Response read = order(checkedOut.path("id"));
            read.then()
                    .statusCode(200)
                    .body("customerId", equalTo("c-17"))
                    .body("items", hasSize(1))
                    .body("items[0].sku", equalTo("sku-1"))
                    .body("items[0].quantity", equalTo(2))
                    .body("items[0].price.amount", equalTo("19.90"))
                    .body("placedAt", notNullValue());
            JsonNode order = JSON.readTree(read.asString());
            JSON.readTree(checkedOut.asString())
                    .fields()
                    .forEachRemaining(
                            field -> assertThat(order.get(field.getKey())).isEqualTo(field.getValue()));
        }

        @Test
        void keepsNoPaymentTokenOnceItIsSettled() {
            String id = checkout(key).path("id");
            assertThat(tables.<String>of(key, "payment_token")).isNull();
            assertThat(order(id).asString()).doesNotContain("tok_");
        }

        @Test
        void hasAPaymentThatPaymentServiceTellsOf() throws Exception {
            String id = checkout(key).path("id");
            Response answer = payment(id);
            answer.then().statusCode(200).contentType("application/json");
            assertThat(JSON.readTree(answer.asString())).isEqualTo(JSON.readTree("""
                    {"chargeId": "%s", "status": "APPROVED", "fraudCheck": "SERVICE"}
                    """.formatted(id)));
        }

        @Test
        void thatNobodyPlacedIsNotThere() {
            String id = UUID.randomUUID().toString();
            for (Response answer : List.of(order(id), payment(id))) {
                answer.then()
                        .statusCode(404)
                        .contentType("application/problem+json")
                        .body("detail", equalTo("no order has the id " + id));
            }
            for (Response answer : List.of(order("17"), payment("17"))) {
                answer.then().statusCode(404).contentType("application/problem+json");
            }
        }
    }

    @Test
    void itsRehearsalLeavesNoTrace() {
        assertThat(tables.ordersOf("rehearsal")).isZero();
    }

    @Test
    void nobodyElseCanRehearse() {
        given().header("X-Rehearsal", "true")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(Customer.BODY)
                .post("/checkout")
                .then()
                .statusCode(201);
        assertThat(tables.ordersOf(key)).isEqualTo(1);
    }

    @Test
    void theCatalogHasTwelveArticles() {
        when().get("/catalog")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("$", hasSize(12))
                .body("[0].sku", equalTo("sku-1"))
                .body("[0].name", notNullValue())
                .body("[0].price.amount", equalTo("19.90"))
                .body("[0].price.currency", equalTo("EUR"))
                .body("sku.unique()", hasSize(12));
    }
}
