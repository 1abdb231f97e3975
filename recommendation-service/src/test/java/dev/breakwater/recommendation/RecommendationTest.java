package dev.breakwater.recommendation;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RecommendationTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void aKnownCustomerGetsThreeArticlesFromTheModel() {
        when().get("/recommendations/c-17")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("items", hasSize(3))
                .body("items", everyItem(matchesPattern("sku-([1-9]|1[0-2])")))
                .body("source", equalTo("MODEL"))
                .body("ageSeconds", equalTo(0));
    }

    @Test
    void theModelSaysTheSameAgain() {
        List<String> first = when().get("/recommendations/c-17").path("items");
        when().get("/recommendations/c-17").then().body("items", equalTo(first));
    }

    @Test
    void customersGetDifferentRecommendations() {
        List<String> first = when().get("/recommendations/c-0").path("items");
        when().get("/recommendations/c-1").then().body("items", not(equalTo(first)));
    }

    @Test
    void strangersGetPopularArticlesFromTheModelToo() {
        List<String> popular = when().get("/recommendations/who").path("items");
        when().get("/recommendations/somebody%20else")
                .then()
                .statusCode(200)
                .body("items", equalTo(popular))
                .body("items", not(empty()))
                .body("source", equalTo("MODEL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%20%20", "%E2%80%8B", "a%0Ab"})
    void aCustomerWhoCannotBeIsRefused(String customerId) {
        given().urlEncodingEnabled(false)
                .get("/recommendations/" + customerId)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("customerId"));
    }

    @Test
    void aNameWithoutEndIsRefused() {
        when().get("/recommendations/" + "c".repeat(256))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("255"));
        when().get("/recommendations/" + "c".repeat(255)).then().statusCode(200);
    }

    @Test
    void otherAddressesAndMethodsAreProblems() {
        when().get("/recommendations").then().statusCode(404).contentType("application/problem+json");
        when().delete("/recommendations/c-1").then().statusCode(405).contentType("application/problem+json");
    }

    @Test
    void isReadyWithoutAnythingElse() {
        when().get(management.resolve("/q/health/ready")).then().statusCode(200).body("status", equalTo("UP"));
        when().get(management.resolve("/q/health/live")).then().statusCode(200);
        when().get(management.resolve("/q/health/started")).then().statusCode(200);
    }

    @Test
    void tellsItsMetrics() {
        when().get("/recommendations/c-17").then().statusCode(200);
        when().get(management.resolve("/q/metrics"))
                .then()
                .statusCode(200)
                .body(containsString("http_server_requests_seconds_count"));
    }
}
