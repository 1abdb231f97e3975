package dev.breakwater.fraud.database;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.breakwater.database.DatabaseLine;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The service without its database: at the start, and later. One story, in this order. */
@QuarkusTest
@WithTestResource(value = DatabaseLine.class, initArgs = @ResourceArg(name = "database", value = "fraud"))
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseAwayTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    DatabaseLine line;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    @Order(1)
    void startsWithoutItsDatabaseButIsNotReady() {
        health("live").then().statusCode(200);
        health("started").then().statusCode(200);
        health("ready").then().statusCode(503);
    }

    @Test
    @Order(2)
    void saysWhenToComeBack() {
        refused(assess("a"));
    }

    @Test
    @Order(3)
    void becomesReadyByItselfWhenTheDatabaseComes() {
        line.mend();
        awaitReady();
        assess("a").then().statusCode(200).body("decision", equalTo("ALLOW"));
    }

    @Test
    @Order(4)
    void isNotReadyWhileTheDatabaseIsGoneAgain() {
        line.cut();
        refused(assess("b"));
        awaitUnready();
        health("live").then().statusCode(200);
    }

    @Test
    @Order(5)
    void recoversByItself() {
        line.mend();
        awaitReady();
        assess("b").then().statusCode(200);
        assess("a").then().statusCode(200);
    }

    @Test
    @Order(6)
    void aDatabaseThatHangsIsOneThatIsGone() {
        line.hang();
        refused(assess("c"));
        awaitUnready();
        health("live").then().statusCode(200);
    }

    @Test
    @Order(7)
    void goesOnWhenTheDatabaseDoes() {
        line.mend();
        awaitReady();
        await().atMost(BOUND).untilAsserted(() -> assess("c").then().statusCode(200));
    }

    private static Response assess(String chargeId) {
        return given().contentType("application/json")
                .body("""
                        {"chargeId": "%s", "customerId": "c-1", "amount": {"amount": "39.80", "currency": "EUR"}}
                        """.formatted(chargeId))
                .post("/assessments");
    }

    private static void refused(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("1"))
                .body("title", equalTo("Database away"))
                .body("detail", notNullValue());
    }

    private void awaitReady() {
        await().atMost(BOUND).untilAsserted(() -> health("ready").then().statusCode(200));
    }

    private void awaitUnready() {
        await().atMost(BOUND)
                .untilAsserted(() -> health("ready")
                        .then()
                        .statusCode(503)
                        .body("checks.find { it.name == 'database' }.status", equalTo("DOWN")));
    }

    private Response health(String probe) {
        return when().get(management.resolve("/q/health/" + probe));
    }
}
