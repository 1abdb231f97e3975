package dev.breakwater.rehearsal;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RehearsalTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    Stage stage;

    @Test
    void theServiceIsReadyOnceItAnsweredItselfWell() {
        when().get(management.resolve("/q/health/ready"))
                .then()
                .statusCode(503)
                .body("checks[0].name", equalTo("rehearsal"));
        when().get(management.resolve("/q/health/live")).then().statusCode(200);

        stage.isBroken = false;

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        when().get(management.resolve("/q/health/ready")).then().statusCode(200));
        assertThat(stage.asked)
                .hasSize(3)
                .containsOnly("/stage?scene=1 whisper {\"line\":\"to be\",\"night\":\"tonight\"} (rehearsal)");
        assertThat(stage.nights).as("a night for each request").hasSize(3);

        given().header("X-Rehearsal", "me too").body("to be").post("/stage");
        assertThat(stage.asked).endsWith("/stage null to be");
    }
}
