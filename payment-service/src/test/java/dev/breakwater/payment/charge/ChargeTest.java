package dev.breakwater.payment.charge;

import static dev.breakwater.payment.charge.Caller.body;
import static dev.breakwater.payment.charge.Caller.charge;
import static dev.breakwater.payment.charge.Caller.find;
import static dev.breakwater.payment.charge.Caller.post;
import static dev.breakwater.payment.charge.Caller.together;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.payment.fraud.FraudServer;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PaymentTest
class ChargeTest {
    FraudServer fraud;

    @Inject
    Tables tables;

    @Inject
    Policies policies;

    private final String key = Caller.newKey();

    @BeforeEach
    void fraudIsWell() {
        fraud.recovers();
        policies.resetPatiently();
    }

    @Nested
    class Settles {

        @Test
        void asApprovedWhatFraudAllowsAndTheCardPays() {
            Response answer = charge(key);
            answer.then()
                    .statusCode(200)
                    .contentType("application/json")
                    .body("status", equalTo("APPROVED"))
                    .body("fraudCheck", equalTo("SERVICE"));
            assertThat(answer.<String>path("chargeId"))
                    .isEqualTo(tables.idOf(key).toString());
            assertThat(tables.stateOf(key)).isEqualTo("APPROVED");
            assertThat(tables.capturesOf(key)).isEqualTo(1);
        }

        @Test
        void asInReviewWhatFraudWantsAPersonToLookAt() {
            fraud.decides("REVIEW");
            charge(key)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("IN_REVIEW"))
                    .body("fraudCheck", equalTo("SERVICE"));
            assertThat(tables.booked(key)).isNull();
        }

        @Test
        void asDeclinedWhatFraudDenies() {
            fraud.decides("DENY");
            charge(key)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("DECLINED"))
                    .body("fraudCheck", equalTo("SERVICE"));
            assertThat(tables.<String>of(key, "decline_code")).isEqualTo("fraud");
            assertThat(tables.booked(key)).isNull();
        }

        @ParameterizedTest
        @CsvSource({
            "tok_declined, card_declined",
            "tok_insufficient_funds, insufficient_funds",
            "tok_expired, expired_card",
            "tok_nobody_issued, invalid_token",
            "TOK_VISA, invalid_token"
        })
        void asDeclinedWhatTheCardDoesNotPay(String token, String code) {
            charge(key, "39.80", token)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("DECLINED"))
                    .body("fraudCheck", equalTo("SERVICE"));
            assertThat(tables.<String>of(key, "decline_code")).isEqualTo(code);
            assertThat(tables.booked(key)).isEqualTo(code);
        }

        @ParameterizedTest
        @ValueSource(strings = {"tok_visa", "tok_mastercard"})
        void asApprovedWhatAGoodCardPays(String token) {
            charge(key, "39.80", token).then().body("status", equalTo("APPROVED"));
        }

        @ParameterizedTest
        @CsvSource({"0.01, 0.01", "9999999999.99, 9999999999.99", "1e2, 100.00", "7, 7.00"})
        void amountsOfAnySize(String amount, BigDecimal taken) {
            charge(key, amount, "tok_visa").then().statusCode(200).body("status", equalTo("APPROVED"));
            assertThat(tables.<BigDecimal>of(key, "amount")).isEqualTo(taken);
        }

        @Test
        void whatTheOrderIsForAndNothingElse() throws Exception {
            charge(key, "39.80", "tok_visa");
            JsonNode asked = new ObjectMapper().readTree(fraud.asked().get(0).getBodyAsString());
            assertThat(asked).isEqualTo(new ObjectMapper().readTree("""
                    {"chargeId": "%s", "customerId": "c-17", "amount": {"amount": "39.80", "currency": "EUR"}}
                    """.formatted(tables.idOf(key))));
        }
    }

    @Nested
    class ChargesOnce {

        @Test
        void howeverOftenItIsAsked() {
            String first = charge(key).asString();
            assertThat(charge(key).asString()).isEqualTo(first);
            assertThat(charge(key, "39.8", "tok_visa").asString()).isEqualTo(first);
            assertThat(tables.capturesOf(key)).isEqualTo(1);
            assertThat(fraud.asked()).hasSize(1);
        }

        @Test
        void howeverManyAskTogether() throws Exception {
            List<Response> answers = together(20, caller -> charge(key));
            assertThat(answers).extracting(Response::statusCode).containsOnly(200);
            assertThat(answers)
                    .extracting(Response::asString)
                    .containsOnly(answers.get(0).asString());
            assertThat(tables.capturesOf(key)).isEqualTo(1);
            assertThat(fraud.asked()).hasSize(1);
        }

        @Test
        void whicheverOfManyBodiesComesFirst() throws Exception {
            List<Response> answers = together(20, caller -> charge(key, "1" + caller % 2 + ".00", "tok_visa"));
            assertThat(answers).extracting(Response::statusCode).containsOnly(200, 422);
            assertThat(tables.capturesOf(key)).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ALLOW", "REVIEW", "DENY"})
        void whateverFraudWouldSayLater(String decision) {
            fraud.decides(decision);
            String first = charge(key).asString();
            fraud.decides(decision.equals("ALLOW") ? "DENY" : "ALLOW");
            assertThat(charge(key).asString()).isEqualTo(first);
        }

        @Test
        void andAnotherChargeUnderAnotherKey() {
            String first = charge(key).path("chargeId");
            String second =
                    post("other-" + key, body(key, "c-17", "39.80", "tok_visa")).path("chargeId");
            assertThat(second).isNotEqualTo(first);
        }
    }

    @Nested
    class RefusesAnotherBodyUnderTheSameKey {

        @ParameterizedTest
        @ValueSource(strings = {"ALLOW", "REVIEW", "DENY"})
        void whateverBecameOfTheFirst(String decision) {
            fraud.decides(decision);
            charge(key);
            String state = tables.stateOf(key);
            for (String other : List.of(
                    body("other", "c-17", "39.80", "tok_visa"),
                    body(key, "c-18", "39.80", "tok_visa"),
                    body(key, "c-17", "39.81", "tok_visa"),
                    body(key, "c-17", "39.80", "tok_mastercard"))) {
                post(key, other)
                        .then()
                        .statusCode(422)
                        .contentType("application/problem+json")
                        .body("type", equalTo("urn:breakwater:problem:idempotency-key-reused"));
            }
            assertThat(tables.stateOf(key)).isEqualTo(state);
        }

        @ParameterizedTest
        @CsvSource({"CLAIMED, 1 minute", "CLAIMED, -1 minute", "CAPTURING, 1 minute"})
        void alsoBeforeTheFirstIsSettled(String state, String leaseEnds) {
            tables.leave(key, state, leaseEnds);
            post(key, body(key, "c-17", "39.81", "tok_visa")).then().statusCode(422);
            assertThat(tables.stateOf(key)).isEqualTo(state);
        }
    }

    @Nested
    class IsFound {

        @Test
        void byItsIdAndByItsKey() {
            Response answer = charge(key);
            assertThat(when().get("/charges/" + answer.path("chargeId")).asString())
                    .isEqualTo(answer.asString());
            assertThat(find(key).asString()).isEqualTo(answer.asString());
        }

        @Test
        void inProgressWhileFraudAssesses() {
            tables.leave(key, "CLAIMED", "1 minute");
            find(key)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("IN_PROGRESS"))
                    .body("fraudCheck", nullValue());
        }

        @Test
        void inProgressWhileTheMoneyIsTaken() {
            tables.leave(key, "CAPTURING", "1 minute");
            when().get("/charges/" + tables.idOf(key))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("IN_PROGRESS"))
                    .body("fraudCheck", equalTo("SERVICE"));
        }

        @Test
        void nowhereWhereItsClaimWasAbandoned() {
            tables.leave(key, "CLAIMED", "-1 second");
            missing(find(key));
            missing(when().get("/charges/" + tables.idOf(key)));
        }

        @Test
        void nowhereWhereThereIsNone() {
            missing(find(key));
            missing(when().get("/charges/" + UUID.randomUUID()));
            missing(when().get("/charges/17"));
        }

        private void missing(Response answer) {
            answer.then().statusCode(404).contentType("application/problem+json");
        }
    }

    @Nested
    class Refuses {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "null",
                    "[]",
                    "\"charge\"",
                    "{}",
                    "{'customerId':'c','amount':{'amount':'1.00','currency':'EUR'},'paymentToken':'tok_visa'}",
                    "{'orderId':null,'customerId':'c','amount':{'amount':'1','currency':'EUR'},'paymentToken':'t'}",
                    "{'orderId':' ','customerId':'c','amount':{'amount':'1','currency':'EUR'},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'','amount':{'amount':'1','currency':'EUR'},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'a\\u0000','amount':{'amount':'1','currency':'EUR'},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'\\ud800','amount':{'amount':'1','currency':'EUR'},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'a\\u200d','amount':{'amount':'1','currency':'EUR'},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':{'amount':'1','currency':'EUR'}}",
                    "{'orderId':'o','customerId':'c','paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':null,'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':'1.00','paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':{},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':{'amount':'0','currency':'EUR'},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':{'amount':'-1','currency':'EUR'},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':{'amount':'0.001','currency':'EUR'},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':{'amount':'1E10','currency':'EUR'},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':{'amount':'1E999999999','currency':'EUR'},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':{'amount':'NaN','currency':'EUR'},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':{'amount':'one','currency':'EUR'},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':{'amount':'1','currency':'USD'},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':{'amount':'1','currency':0},'paymentToken':'t'}",
                    "{'orderId':'o','customerId':'c','amount':{'amount':'1','currency':'EUR'},'paymentToken':'t','tip':1}",
                })
        void whatIsNoCharge(String body) {
            long before = tables.count("charge");
            post(key, body.replace('\'', '"'))
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", notNullValue());
            assertThat(tables.count("charge")).isEqualTo(before);
        }

        @Test
        void textsWithoutEnd() {
            String longest = "o".repeat(255);
            post(key, body(longest, longest, "1", longest)).then().statusCode(200);
            String tooLong = longest + "o";
            for (String body :
                    List.of(body(tooLong, "c", "1", "t"), body("o", tooLong, "1", "t"), body("o", "c", "1", tooLong))) {
                post("other-" + key, body).then().statusCode(400);
            }
            assertThat(tables.stateOf("other-" + key)).isNull();
        }

        @Test
        void aRequestWithoutAKey() {
            given().contentType("application/json")
                    .body(body("o", "c", "1", "t"))
                    .post("/charges")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("violations[0].field", equalTo("Idempotency-Key"));
        }

        @Test
        void aKeyThatIsNone() {
            String longest = key + "k".repeat(255 - key.length());
            charge(longest).then().statusCode(200);
            for (String none : List.of("", " ", longest + "k", "schl\u00fcssel", "tab\tkey")) {
                post(none, body("o", "c", "1", "t")).then().statusCode(400).contentType("application/problem+json");
            }
        }

        @Test
        void aSearchForNoKey() {
            when().get("/charges").then().statusCode(400).contentType("application/problem+json");
            find("").then().statusCode(400);
            find("k".repeat(256)).then().statusCode(400);
        }

        @Test
        void aBodyThatIsTooLarge() {
            post(key, body("o".repeat(70_000), "c", "1", "t"))
                    .then()
                    .statusCode(413)
                    .contentType("application/problem+json");
        }

        @Test
        void whatIsNotJson() {
            given().header("Idempotency-Key", key)
                    .contentType("text/plain")
                    .body("charge")
                    .post("/charges")
                    .then()
                    .statusCode(415)
                    .contentType("application/problem+json");
        }

        @Test
        void methodsThatThereAreNot() {
            when().delete("/charges").then().statusCode(405).contentType("application/problem+json");
            when().get("/").then().statusCode(404).contentType("application/problem+json");
        }
    }
}
