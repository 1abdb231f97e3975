package dev.breakwater.fraud.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import dev.breakwater.database.PostgresTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = PostgresTestResource.class, initArgs = @ResourceArg(name = "database", value = "fraud"))
class AssessmentTest {

    @Inject
    Pool database;

    /** Of its own for each test, so that none sees another's past. */
    private final String customer = "customer-" + UUID.randomUUID();

    private final String charge = "charge-" + UUID.randomUUID();

    @Nested
    class Decides {

        @Test
        void theExampleOfAFreshCustomerIsAllowed() {
            assess(charge, customer, "39.80")
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .body("decision", equalTo("ALLOW"))
                    .body("score", lessThan(0.1f))
                    .body("reasons", contains("nothing unusual"));
        }

        @Test
        void aLargeFirstChargeIsReviewed() {
            assess(charge, customer, "649.00")
                    .then()
                    .body("decision", equalTo("REVIEW"))
                    .body("reasons", hasItem("the amount of 649.00 is large for a new customer"));
        }

        @Test
        void theSameChargeOfAKnownCustomerIsAllowed() {
            assess("first-" + charge, customer, "120.00");
            assess(charge, customer, "649.00").then().body("decision", equalTo("ALLOW"));
        }

        @Test
        void anAmountFarAboveTheUsualIsReviewed() {
            past(5, "1 day", "20.00");
            assess(charge, customer, "649.00")
                    .then()
                    .body("decision", equalTo("REVIEW"))
                    .body("reasons", contains("the amount of 649.00 is far above this customer's usual 20.00"));
        }

        @Test
        void aHugeAmountIsDeniedWhoeverTheCustomerIs() {
            past(10, "1 day", "5000.00");
            assess(charge, customer, "10000").then().body("decision", equalTo("DENY"));
        }

        @Test
        void tooManyChargesInAMinuteAreReviewed() {
            past(299, "30 seconds", "10.00");
            assess(charge, customer, "10.00")
                    .then()
                    .body("decision", equalTo("REVIEW"))
                    .body("reasons", contains("300 charges within a minute"));
        }

        @Test
        void chargesThatAreLongerAgoCountForTheHourAlone() {
            past(9_999, "61 seconds", "10.00");
            assess(charge, customer, "10.00")
                    .then()
                    .body("decision", equalTo("REVIEW"))
                    .body("reasons", contains("10000 charges within an hour"));
        }

        @Test
        void chargesOfYesterdayCountForNoWindow() {
            past(100_000, "1 day", "10.00");
            assess(charge, customer, "10.00").then().body("decision", equalTo("ALLOW"));
        }

        @Test
        void aDrillsTrafficIsAllowed() {
            past(1_600, "50 minutes", "39.80");
            past(40, "30 seconds", "39.80");
            assess(charge, customer, "149.00").then().body("decision", equalTo("ALLOW"));
        }

        @Test
        void whatWasNotAllowedMakesNoCustomerKnown() {
            assess("first-" + charge, customer, "649.00").then().body("decision", equalTo("REVIEW"));
            assess(charge, customer, "649.00").then().body("decision", equalTo("REVIEW"));
        }
    }

    @Nested
    class AssessesACharge {

        @Test
        void onceHoweverOftenItIsAsked() {
            String first = assess(charge, customer, "39.80").asString();
            assertThat(assess(charge, customer, "39.80").asString()).isEqualTo(first);
            assertThat(assess(charge, customer, "39.8").asString()).isEqualTo(first);
            assertThat(numbersOfCustomer()).containsExactly(1L);
        }

        @Test
        void asItWasThenThoughMuchHappenedSince() {
            String first = assess(charge, customer, "649.00").asString();
            past(10, "1 second", "600.00");
            assertThat(assess(charge, customer, "649.00").asString()).isEqualTo(first);
        }

        @Test
        void onceHoweverManyAskTogether() {
            List<Response> answers = together(20, request -> assess(charge, customer, "39.80"));
            assertThat(answers).extracting(Response::statusCode).containsOnly(200);
            assertThat(answers)
                    .extracting(Response::asString)
                    .containsOnly(answers.get(0).asString());
            assertThat(numbersOfCustomer()).containsExactly(1L);
        }

        @Test
        void withKnowledgeOfAllOthersOfTheCustomerHoweverManyComeTogether() {
            List<Response> answers = together(20, request -> assess(charge + "-" + request, customer, "39.80"));
            assertThat(answers).extracting(Response::statusCode).containsOnly(200);
            assertThat(numbersOfCustomer())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 20).boxed().toList());
        }

        @Test
        void andNoOtherUnderItsId() {
            assess(charge, customer, "39.80");
            for (Response other : List.of(assess(charge, customer, "39.81"), assess(charge, "else", "39.80"))) {
                other.then()
                        .statusCode(422)
                        .contentType("application/problem+json")
                        .body("type", equalTo("urn:breakwater:problem:charge-differs"));
            }
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
                    "{\"chargeId\":null,\"customerId\":\"c\",\"amount\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}",
                    "{\"chargeId\":\"\",\"customerId\":\"c\",\"amount\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}",
                    "{\"chargeId\":\" \",\"customerId\":\"c\",\"amount\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}",
                    "{\"chargeId\":\"a\\u0000b\",\"customerId\":\"c\",\"amount\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}",
                    "{\"chargeId\":\"\\ud800\",\"customerId\":\"c\",\"amount\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}",
                    "{\"chargeId\":\"x\",\"customerId\":\"c\"}",
                    "{\"chargeId\":\"x\",\"customerId\":\"c\",\"amount\":{}}",
                    "{\"chargeId\":\"x\",\"customerId\":\"c\",\"amount\":{\"amount\":\"0.00\",\"currency\":\"EUR\"}}",
                    "{\"chargeId\":\"x\",\"customerId\":\"c\",\"amount\":{\"amount\":\"-1.00\",\"currency\":\"EUR\"}}",
                    "{\"chargeId\":\"x\",\"customerId\":\"c\",\"amount\":{\"amount\":\"1.001\",\"currency\":\"EUR\"}}",
                    "{\"chargeId\":\"x\",\"customerId\":\"c\",\"amount\":{\"amount\":\"1E999999999\",\"currency\":\"EUR\"}}",
                    "{\"chargeId\":\"x\",\"customerId\":\"c\",\"amount\":{\"amount\":\"NaN\",\"currency\":\"EUR\"}}",
                    "{\"chargeId\":\"x\",\"customerId\":\"c\",\"amount\":{\"amount\":\"1.00\",\"currency\":\"USD\"}}",
                    "{\"chargeId\":\"x\",\"customerId\":\"c\",\"amount\":\"1.00\"}",
                })
        void whatIsNoCharge(String body) {
            given().contentType("application/json")
                    .body(body)
                    .post("/assessments")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", not(equalTo(null)));
        }

        @Test
        void anIdWithoutEnd() {
            assess("c".repeat(256), customer, "1.00").then().statusCode(400);
            assess(UUID.randomUUID() + "c".repeat(219), customer, "1.00").then().statusCode(200);
        }

        @Test
        void aBodyThatIsTooLarge() {
            assess("c".repeat(70_000), customer, "1.00").then().statusCode(413).contentType("application/problem+json");
        }

        @Test
        void whatIsNotJson() {
            given().contentType("text/plain")
                    .body("charge")
                    .post("/assessments")
                    .then()
                    .statusCode(415)
                    .contentType("application/problem+json");
        }
    }

    private static Response assess(String chargeId, String customerId, String amount) {
        return given().contentType("application/json")
                .body("""
                        {"chargeId": "%s", "customerId": "%s", "amount": {"amount": "%s", "currency": "EUR"}}
                        """.formatted(chargeId, customerId, amount))
                .post("/assessments");
    }

    /** Gives the customer that many more allowed charges, all of them so long ago. */
    private void past(int charges, String ago, String amount) {
        database.preparedQuery("""
                        insert into assessment (charge_id, customer_id, number, amount, currency, score, decision,
                                                reasons, allowed, allowed_total, assessed_at)
                        select gen_random_uuid(), $1, before.number + n, $4::text::numeric, 'EUR', 0, 'ALLOW', '{}',
                               before.allowed + n, before.total + n * $4::text::numeric, now() - $3::text::interval
                          from (select coalesce(max(number), 0) as number, coalesce(max(allowed), 0) as allowed,
                                       coalesce(max(allowed_total), 0) as total
                                  from assessment where customer_id = $1) as before,
                               generate_series(1, $2::int) as n
                        """)
                .execute(Tuple.of(customer, charges, ago, amount))
                .await()
                .indefinitely();
    }

    private List<Long> numbersOfCustomer() {
        List<Long> numbers = new ArrayList<>();
        for (Row row : database.preparedQuery("select number from assessment where customer_id = $1 order by number")
                .execute(Tuple.of(customer))
                .await()
                .indefinitely()) {
            numbers.add(row.getLong("number"));
        }
        return numbers;
    }

    private interface Request {
        Response send(int number);
    }

    private static List<Response> together(int count, Request request) {
        ExecutorService clients = Executors.newFixedThreadPool(count);
        try {
            List<Callable<Response>> calls = IntStream.range(0, count)
                    .mapToObj(number -> (Callable<Response>) () -> request.send(number))
                    .toList();
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : clients.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            clients.shutdownNow();
        }
    }
}
