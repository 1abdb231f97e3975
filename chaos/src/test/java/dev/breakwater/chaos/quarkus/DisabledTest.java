package dev.breakwater.chaos.quarkus;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.breakwater.chaos.Chaos;
import dev.breakwater.chaos.Points;
import dev.breakwater.chaos.fault.Failure;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.chaos.fault.Match;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service in which nobody turned chaos on. */
@QuarkusTest
@TestProfile(DisabledTest.Off.class)
class DisabledTest {

    public static class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("chaos.enabled", "false");
        }
    }

    @TestHTTPResource("/")
    URI http;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    Chaos chaos;

    @Inject
    Points points;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /chaos",
                "PUT /chaos/faults/f",
                "DELETE /chaos/faults/f",
                "POST /chaos/reset",
                "PUT /chaos/failure-rate"
            })
    void theRoutesSayHowToTurnItOn(String route) {
        String[] methodAndPath = route.split(" ");
        given().body("{\"type\":\"reset\"}")
                .request(methodAndPath[0], management.resolve(methodAndPath[1]))
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("CHAOS_ENABLED=true"));
        assertThat(chaos.faults()).isEmpty();
    }

    @Test
    void noFaultHitsAnything() throws Exception {
        chaos.put(new Fault("http", new Failure(500), 1, Fault.HTTP, Match.all(), null));
        chaos.put(new Fault("uni", new Failure(500), 1, "uni", Match.all(), null));
        Service service = new Service(http, management);
        assertThat(service.get("/stage").statusCode()).isEqualTo(200);
        assertThat(service.get("/uni").statusCode()).isEqualTo(200);
        assertThat(points.seen()).isEmpty();
    }

    @Test
    void theServiceIsReady() {
        given().get(management.resolve("/q/health/ready")).then().statusCode(200);
    }
}
