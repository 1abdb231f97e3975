package dev.breakwater.payment.charge;

import static dev.breakwater.payment.charge.Caller.charge;
import static dev.breakwater.payment.charge.Caller.find;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.breakwater.database.DatabaseLine;
import dev.breakwater.payment.fraud.FraudServer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The service without its database: at the start, and later. One story, in this order. */
@QuarkusTest
@WithTestResource(value = DatabaseLine.class, initArgs = @ResourceArg(name = "database", value = "payments"))
@WithTestResource(FraudServer.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseAwayTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    DatabaseLine line;

    FraudServer fraud;

    @Inject
    Tables tables;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @BeforeEach
    void fraudIsWell() {
        fraud.recovers();
    }

    @Test
    @Order(1)
    void startsWithoutItsDatabaseButIsNotReady() {
        health("live").then().statusCode(200);
        health("started").then().statusCode(200);
        health("ready").then().statusCode(503);
    }

    @Test
    @Order(2)
    void saysWhenToComeBackAndAsksNobody() {
        refused(charge("a"));
        refused(find("a"));
        assertThat(fraud.asked()).isEmpty();
    }

    @Test
    @Order(3)
    void becomesReadyByItselfWhenTheDatabaseComes() {
        line.mend();
        awaitReady();
        charge("a").then().statusCode(200).body("status", equalTo("APPROVED"));
    }

    @Test
    @Order(4)
    void isNotReadyWhileTheDatabaseIsGoneAgain() {
        tables.leave("b", "CAPTURING", "5 seconds");
        line.cut();
        refused(charge("a"));
        awaitUnready();
        health("live").then().statusCode(200);
    }

    @Test
    @Order(5)
    void recoversByItselfAndFinishesWhatWasBegun() {
        line.mend();
        awaitReady();
        charge("a").then().statusCode(200);
        await().atMost(BOUND).until(() -> "APPROVED".equals(tables.stateOf("b")));
        assertThat(tables.capturesOf("b")).isEqualTo(1);
    }

    @Test
    @Order(6)
    void aDatabaseThatHangsIsOneThatIsGone() {
        line.hang();
        refused(charge("c"));
        awaitUnready();
        health("live").then().statusCode(200);
    }

    @Test
    @Order(7)
    void goesOnWhenTheDatabaseDoes() {
        line.mend();
        awaitReady();
        await().atMost(BOUND).untilAsserted(() -> charge("c").then().statusCode(200));
        assertThat(tables.doubleCaptures("")).isZero();
    }

    private static void refused(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("1"))
                .body("title", equalTo("Database away"));
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
