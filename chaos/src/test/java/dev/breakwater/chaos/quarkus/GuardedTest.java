package dev.breakwater.chaos.quarkus;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.chaos.Chaos;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.chaos.fault.Hang;
import dev.breakwater.chaos.fault.Match;
import dev.breakwater.chaos.fault.SlowBody;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service whose chaos needs a token, and that may hold two calls. */
@QuarkusTest
@TestProfile(GuardedTest.Guarded.class)
class GuardedTest {

    public static class Guarded implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("chaos.token", "s3cret", "chaos.max-held", "2", "quarkus.http.http2", "true");
        }
    }

    @TestHTTPResource("/")
    URI http;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    Chaos chaos;

    @AfterEach
    void clear() {
        chaos.reset();
    }

    private int reset(RequestSpecification request) {
        return request.post(management.resolve("/chaos/reset")).statusCode();
    }

    @Test
    void writesNeedTheTokenAndReadsDoNot() {
        assertThat(reset(given())).isEqualTo(401);
        assertThat(reset(given().header("Authorization", "Bearer wrong"))).isEqualTo(401);
        assertThat(reset(given().header("Authorization", "Bearer s3cret"))).isEqualTo(200);
        given().get(management.resolve("/chaos")).then().statusCode(200);
    }

    @Test
    void whatIsHitWhenEveryPlaceIsTakenIsRefused() throws Exception {
        Service service = new Service(http, management);
        chaos.put(new Fault("hung", new Hang(60_000), 1, Fault.HTTP, Match.all(), null));
        CompletableFuture<HttpResponse<String>> first = service.begin("/stage");
        CompletableFuture<HttpResponse<String>> second = service.begin("/stage");
        service.awaitHeld(2);

        assertRefused(service.get("/stage"), "hung");
        assertThat(first).isNotDone();
        chaos.remove("hung");
        assertThat(first).succeedsWithin(Service.BOUND);
        assertThat(second).succeedsWithin(Service.BOUND);

        chaos.put(new Fault("drip", new SlowBody(60_000, 0), 1, Fault.HTTP, Match.all(), null));
        first = service.begin("/stage");
        second = service.begin("/stage");
        service.awaitHeld(2);
        assertRefused(service.get("/stage"), "drip");
        chaos.remove("drip");
        assertThat(first).succeedsWithin(Service.BOUND);
        assertThat(second).succeedsWithin(Service.BOUND);
    }

    private static void assertRefused(HttpResponse<String> answer, String fault) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("X-Chaos-Fault")).contains(fault);
        assertThat(answer.body()).contains("fault '" + fault + "' has no place left to hold GET /stage");
    }
}
