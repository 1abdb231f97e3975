package dev.breakwater.rehearsal;

import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PatienceTest.Short.class)
class PatienceTest {

    public static class Short implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("rehearsal.patience", "500ms");
        }
    }

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void aServiceThatCannotRehearseStartsCold() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        when().get(management.resolve("/q/health/ready")).then().statusCode(200));
    }
}
