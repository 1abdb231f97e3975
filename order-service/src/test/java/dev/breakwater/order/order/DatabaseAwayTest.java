package dev.breakwater.order.order;

import static dev.breakwater.order.Customer.checkout;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import dev.breakwater.database.DatabaseLine;
import dev.breakwater.order.Customer;
import dev.breakwater.order.Neighbours;
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
@WithTestResource(value = DatabaseLine.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(Neighbours.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseAwayTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String KEY = Customer.newKey();
    private static String id;

    DatabaseLine line;
    Neighbours neighbours;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    @Order(1)
    void startsWithoutItsDatabaseButIsNotReady() {
        health("live").then().statusCode(200);
        health("ready").then().statusCode(503);
        refused(checkout(Customer.newKey()));
        when().get("/catalog").then().statusCode(200);
    }

    @Test
    @Order(2)
    void takesOrdersWhenTheDatabaseComes() {
        line.mend();
        awaitReady();
        id = checkout(KEY).then().statusCode(201).extract().path("id");
    }

    @Test
    @Order(3)
    void chargesNothingWhileTheDatabaseIsGoneAgain() {
        line.cut();
        awaitUnready();
        neighbours.areWell();
        refused(checkout(Customer.newKey()));
        refused(checkout(KEY));
        refused(Customer.order(id));
        refused(Customer.payment(id));
        assertThat(neighbours.charged()).isEmpty();
        health("live").then().statusCode(200);
    }

    @Test
    @Order(4)
    void knowsItsOrdersAgainWhenItIsBack() {
        line.mend();
        awaitReady();
        checkout(KEY).then().statusCode(201).body("id", equalTo(id));
    }

    @Test
    @Order(5)
    void aDatabaseThatHangsIsOneThatIsGone() {
        line.hang();
        neighbours.areWell();
        String key = Customer.newKey();
        refused(checkout(key));
        awaitUnready();
        line.mend();
        awaitReady();
        assertThat(neighbours.charged()).isEmpty();
        checkout(key, Customer.BODY.replace("sku-1", "sku-2")).then().statusCode(201);
    }

    private static void refused(Response answer) {
        answer.then()
                .statusCode(503)
                .time(lessThan(2_000L))
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
