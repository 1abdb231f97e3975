package dev.breakwater.order.checkout;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.breakwater.order.Customer.checkout;
import static dev.breakwater.order.Customer.order;
import static dev.breakwater.order.Customer.payment;
import static dev.breakwater.order.Neighbours.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.breakwater.order.Customer;
import dev.breakwater.order.Neighbours;
import dev.breakwater.order.OrderTest;
import dev.breakwater.order.Service;
import dev.breakwater.order.Tables;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A checkout whose neighbours are ill. */
@OrderTest
class PendingTest {
    private static final long BOUND_MILLIS = 2_000;

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
    class IsPending {

        static Stream<Arguments> answers() {
            return Stream.of(
                    answer("an error", aResponse().withStatus(500)),
                    answer("overload", aResponse().withStatus(503).withHeader("Retry-After", "1")),
                    answer("in progress elsewhere", aResponse().withStatus(409).withHeader("Retry-After", "1")),
                    answer("a refusal", aResponse().withStatus(422)),
                    answer("another refusal", aResponse().withStatus(400)),
                    answer("not there", aResponse().withStatus(404)),
                    answer("nothing", aResponse().withStatus(204)),
                    answer("in progress", json(200, "{\"chargeId\": null, \"status\": \"IN_PROGRESS\"}")),
                    answer("no charge", json(200, "{}")),
                    answer("half a charge", json(200, "{\"status\": \"APPROVED\"}")),
                    answer(
                            "an unknown status",
                            json(
                                    200,
                                    "{\"chargeId\": \"{{randomValue type='UUID'}}\","
                                            + " \"status\": \"PERHAPS\", \"fraudCheck\": \"SERVICE\"}")),
                    answer("no JSON", json(200, "APPROVED")),
                    answer("no answer in time", aResponse().withFixedDelay(3_000)),
                    answer("half an answer", json(200, "{\"chargeId\": null}").withChunkedDribbleDelay(5, 5_000)),
                    answer("a broken connection", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        }

        private static Arguments answer(String name, ResponseDefinitionBuilder answer) {
            return Arguments.of(Named.of(name, answer));
        }

        @ParameterizedTest
        @MethodSource("answers")
        void whateverPaymentAnswersThatIsNoCharge(ResponseDefinitionBuilder answer) {
            neighbours.charge(answer);
            pending(checkout(key)).body("degraded", contains("payment"));
        }

        @Test
        void whenPaymentIsGone() {
            neighbours.payment.goes();
            String id = pending(checkout(key)).extract().path("id");
            order(id).then().statusCode(200).body("status", equalTo("PAYMENT_PENDING"));
        }

        @Test
        void atOnceWhenTheBreakerIsOpen() {
            neighbours.payment.goes();
            for (int i = 0; i < 5; i++) {
                pending(checkout(Customer.newKey()));
            }
            assertThat(service.breaker("payment")).isEqualTo(State.OPEN);
            neighbours.areWell();
            String id = pending(checkout(key)).extract().path("id");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> Customer.status(id).equals("PAID"));
            assertThat(neighbours.charged(id)).hasSize(1);
        }

        @Test
        void whenTheBulkheadIsFull() throws Exception {
            Customer.together(25, customer -> checkout(Customer.newKey())); // the database's pool is full now
            neighbours.charge(aResponse().withFixedDelay(3_000));
            double before = rejections();
            List<Response> answers = Customer.together(25, customer -> checkout(Customer.newKey()));
            assertThat(answers).allSatisfy(PendingTest::pending);
            assertThat(rejections()).isGreaterThan(before);
        }

        private double rejections() {
            return service.count("resilience.rejections", "policy", "payment", "kind", "bulkhead-full");
        }

        @Test
        void withinWhatTheCallerHasLeft() {
            neighbours.charge(aResponse().withFixedDelay(3_000));
            hurriedCheckout().then().statusCode(202).time(lessThan(900L));
        }

        /** Else one customer in a hurry could open the breaker for all. */
        @Test
        void andPaymentIsNotBlamedForACallersTightDeadline() {
            neighbours.charge(aResponse().withStatus(504).withHeader("X-Request-Timeout-Ms", "0"));
            for (int i = 0; i < 8; i++) {
                hurriedCheckout().then().statusCode(202);
            }
            assertThat(service.breaker("payment")).isEqualTo(State.CLOSED);

            neighbours.charge(aResponse().withStatus(504));
            for (int i = 0; i < 5; i++) {
                hurriedCheckout().then().statusCode(202);
            }
            assertThat(service.breaker("payment")).as("for reasons of its own").isEqualTo(State.OPEN);
        }

        private Response hurriedCheckout() {
            return given().header("X-Request-Timeout-Ms", "500")
                    .header("Idempotency-Key", Customer.newKey())
                    .contentType("application/json")
                    .body(Customer.BODY)
                    .post("/checkout");
        }

        @Test
        void andOnEveryAttemptTheKeyIsTheOrdersId() {
            tables.run("delete from orders where status = 'PAYMENT_PENDING'");
            neighbours.charge(aResponse().withStatus(500));
            String id = pending(checkout(key)).extract().path("id");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> neighbours.charged(id).size() >= 4);
            assertThat(neighbours.charged(id))
                    .extracting(LoggedRequest::getBodyAsString)
                    .allSatisfy(body -> assertThat(body).contains("\"orderId\":\"" + id + "\""))
                    .hasSizeGreaterThanOrEqualTo(4);
        }

        @Test
        void andHasAPaymentThatIsInProgress() {
            neighbours.charge(aResponse().withStatus(500));
            neighbours.read(aResponse().withStatus(404));
            String id = pending(checkout(key)).extract().path("id");
            payment(id)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("IN_PROGRESS"))
                    .body("chargeId", nullValue())
                    .body("fraudCheck", nullValue());
        }
    }

    @Nested
    class HasNoRecommendations {

        static Stream<Arguments> answers() {
            return Stream.of(
                    Arguments.of(Named.of("an error", aResponse().withStatus(500))),
                    Arguments.of(Named.of("no answer in time", aResponse().withFixedDelay(2_000))),
                    Arguments.of(Named.of("no recommendation", json(200, "{}"))),
                    Arguments.of(Named.of("no JSON", json(200, "sku-1"))),
                    Arguments.of(Named.of("not there", aResponse().withStatus(404))),
                    Arguments.of(Named.of(
                            "half an answer", json(200, "{\"chargeId\": null}").withChunkedDribbleDelay(5, 5_000))));
        }

        @ParameterizedTest
        @MethodSource("answers")
        void whateverIsAnsweredThatIsNone(ResponseDefinitionBuilder answer) {
            neighbours.recommend(answer);
            Response answered = checkout(key);
            answered.then()
                    .statusCode(201)
                    .time(lessThan(1_000L))
                    .body("status", equalTo("PAID"))
                    .body("recommendations.source", equalTo("NONE"))
                    .body("recommendations.items", empty())
                    .body("degraded", contains("recommendations"));
            assertThat(checkout(key).asString()).isEqualTo(answered.asString());
        }

        @Test
        void whenNobodyIsThere() {
            neighbours.recommendation.goes();
            checkout(key).then().statusCode(201).body("degraded", contains("recommendations"));
        }

        @Test
        void norThePaymentWhenAllIsIll() {
            neighbours.recommendation.goes();
            neighbours.payment.goes();
            pending(checkout(key)).body("degraded", contains("payment", "recommendations"));
        }

        @Test
        void butLabelledOnesFromTheCacheAndTheDefaults() {
            neighbours.recommends("CACHE");
            checkout(key)
                    .then()
                    .statusCode(201)
                    .body("recommendations.items", hasItem("sku-9"))
                    .body("recommendations.source", equalTo("CACHE"))
                    .body("degraded", contains("recommendations"));
            neighbours.recommends("DEFAULTS");
            checkout(Customer.newKey())
                    .then()
                    .body("recommendations.source", equalTo("DEFAULTS"))
                    .body("degraded", contains("recommendations"));
        }
    }

    @Nested
    class ReadingThePayment {

        @Test
        void saysWhenToComeBackWherePaymentIsGone() {
            String id = checkout(key).path("id");
            neighbours.payment.goes();
            payment(id)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", equalTo("1"))
                    .body("title", equalTo("Payment away"));
            order(id).then().statusCode(200).body("status", equalTo("PAID"));
        }

        @Test
        void goesOnThoughChargesFail() {
            String id = checkout(key).path("id");
            neighbours.charge(aResponse().withStatus(500));
            for (int i = 0; i < 6; i++) {
                checkout(Customer.newKey());
            }
            assertThat(service.breaker("payment")).isEqualTo(State.OPEN);
            payment(id).then().statusCode(200).body("status", equalTo("APPROVED"));
        }

        @Test
        void thatFailsDoesNotStopCharges() {
            String id = checkout(key).path("id");
            neighbours.read(aResponse().withStatus(500));
            for (int i = 0; i < 6; i++) {
                payment(id).then().statusCode(503);
            }
            assertThat(service.breaker("payment-read")).isEqualTo(State.OPEN);
            checkout(Customer.newKey()).then().statusCode(201);
        }
    }

    @Test
    void nothingIsHeldForGood() {
        neighbours.charge(aResponse().withFixedDelay(3_000));
        checkout(key);
        await().until(() -> service.outstanding("payment") == 0
                && service.outstanding("recommendation") == 0
                && service.outstanding("checkout") == 0);
    }

    private static ValidatableResponse pending(Response answer) {
        return answer.then()
                .statusCode(202)
                .time(lessThan(BOUND_MILLIS))
                .contentType("application/json")
                .header("Location", "/orders/" + answer.path("id"))
                .body("status", equalTo("PAYMENT_PENDING"))
                .body("total.amount", equalTo("39.80"))
                .body("payment", nullValue())
                .body("degraded", hasItem("payment"));
    }
}
