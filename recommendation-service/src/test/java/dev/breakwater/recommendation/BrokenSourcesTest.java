package dev.breakwater.recommendation;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model broken, then the cache too, each alone at its chaos point. */
@QuarkusTest
@TestProfile(BrokenSourcesTest.Breakable.class)
class BrokenSourcesTest {

    public static class Breakable implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("chaos.enabled", "true");
        }
    }

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private void breakSource(String point, String type) {
        given().body("{\"type\":\"" + type + "\",\"point\":\"" + point + "\"}")
                .put(management.resolve("/chaos/faults/" + point))
                .then()
                .statusCode(200);
    }

    @AfterEach
    void mend() {
        given().post(management.resolve("/chaos/reset")).then().statusCode(200);
        for (String policy : List.of("model", "cache")) {
            given().body("{\"state\":\"RESET\"}")
                    .put(management.resolve("/resilience/" + policy + "/breaker"))
                    .then()
                    .statusCode(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "hang"})
    void withoutTheModelTheCacheAnswersAndWithoutBothTheDefaults(String type) {
        List<String> items = when().get("/recommendations/c-5").path("items");

        breakSource("model", type);
        when().get("/recommendations/c-5")
                .then()
                .statusCode(200)
                .body("source", equalTo("CACHE"))
                .body("items", equalTo(items));
        when().get("/recommendations/unknown-yet").then().statusCode(200).body("source", equalTo("DEFAULTS"));

        breakSource("cache", type);
        when().get("/recommendations/c-5").then().statusCode(200).body("source", equalTo("DEFAULTS"));
    }

    @Test
    void theModelDoesNotNeedTheCache() {
        breakSource("cache", "hang");
        when().get("/recommendations/c-6").then().statusCode(200).body("source", equalTo("MODEL"));
    }
}
