package dev.breakwater.chaos.quarkus;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of the management port, for their operators. */
@QuarkusTest
class ChaosRoutesTest {
    @TestHTTPResource("/")
    URI http;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private Service service;

    @BeforeEach
    void meet() {
        service = new Service(http, management);
    }

    @AfterEach
    void clear() {
        service.reset();
    }

    @Test
    void aFaultIsReportedWithItsDefaultsAndItsLife() {
        JsonPath fault = service.enable(
                "slow", "{'type':'latency','latencyMs':20,'match':{'method':'get','path':'/x'},'durationMs':60000}");
        assertThat(fault.getString("name")).isEqualTo("slow");
        assertThat(fault.getDouble("rate")).isEqualTo(1);
        assertThat(fault.getInt("jitterMs")).isZero();
        assertThat(fault.getString("point")).isEqualTo("http");
        assertThat(fault.getMap("match")).hasSize(2).containsEntry("method", "GET");
        assertThat(fault.getBoolean("active")).isTrue();
        assertThat(fault.getInt("injected")).isZero();
        assertThat(fault.getInt("held")).isZero();
        Instant enabledAt = Instant.parse(fault.getString("enabledAt"));
        Instant expiresAt = Instant.parse(fault.getString("expiresAt"));
        assertThat(Duration.between(enabledAt, expiresAt)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatNeverExpiresSaysSo() {
        service.put("/chaos/faults/cut", "{'type':'reset'}")
                .then()
                .statusCode(200)
                .body("containsKey('expiresAt')", equalTo(true))
                .body("expiresAt", nullValue());
    }

    @Test
    void theStateSaysEverything() throws Exception {
        service.enable("ill", "{'type':'error','match':{'path':'/stage'}}");
        service.get("/stage");
        service.get("/uni");
        JsonPath state = service.state();
        assertThat(state.getBoolean("enabled")).isTrue();
        assertThat(state.getInt("held")).isZero();
        assertThat(state.getInt("maxHeld")).isEqualTo(2_100);
        assertThat(state.getList("points")).contains("uni");
        assertThat(state.getList("faults.name")).containsExactly("ill");
        assertThat(state.getInt("faults[0].injected")).isEqualTo(1);
    }

    @Test
    void removingSaysWhatTheFaultDid() throws Exception {
        service.enable("ill", "{'type':'error'}");
        service.get("/stage");
        JsonPath removed = service.remove("ill");
        assertThat(removed.getBoolean("active")).isFalse();
        assertThat(removed.getInt("injected")).isEqualTo(1);
        given().delete(management.resolve("/chaos/faults/ill"))
                .then()
                .statusCode(404)
                .body("detail", equalTo("no fault 'ill' is enabled; it may have expired"));
    }

    @Test
    void resetRemovesAll() {
        service.enable("ill", "{'type':'error'}");
        assertThat(service.reset().getList("faults")).isEmpty();
    }

    @Test
    void theFailureRateIsThreeFaults() {
        service.put("/chaos/failure-rate", "{'rate':0.3}")
                .then()
                .statusCode(200)
                .body("faults.size()", equalTo(3))
                .body("faults.type", hasItem("hang"))
                .body("faults[0].rate", equalTo(0.1f))
                .body("faults[0].latencyMs", equalTo(10_000));
    }

    @Test
    void curlsDefaultContentTypeWillDo() {
        given().contentType("application/x-www-form-urlencoded")
                .body("{\"type\":\"reset\"}")
                .put(management.resolve("/chaos/faults/cut"))
                .then()
                .statusCode(200);
    }

    @Test
    void notReadyIsSeenByWhoWatchesReadiness() {
        service.enable("ill", "{'type':'not-ready'}");
        given().get(management.resolve("/q/health/ready"))
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'chaos' }.data.fault", equalTo("ill"));
        given().get(management.resolve("/q/health/live")).then().statusCode(200);
        service.remove("ill");
        given().get(management.resolve("/q/health/ready")).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'latency','latency':5}|latency is not known here; known are name, type, rate,",
                "{'type':'flood'}|type must be one of latency, error, hang, slow-body, reset, not-ready, but is 'flood'",
                "{}|type must be one of latency, error, hang, slow-body, reset, not-ready, but is missing",
                "{'type':'error','rate':1.5}|rate must be from 0 to 1, but is 1.5",
                "{'type':'error','rate':'1'}|rate must be a number",
                "{'type':'error','status':200}|status must be from 400 to 599, but is 200",
                "{'type':'latency'}|latencyMs must be from 1 to 300000, but is missing",
                "{'type':'latency','latencyMs':1.5}|latencyMs must be a whole number",
                "{'type':'latency','latencyMs':99999999999999999999}|latencyMs must be a whole number",
                "{'type':'reset','latencyMs':5}|latencyMs means nothing for type reset",
                "{'type':'reset','point':'model'}|type reset needs point http, but point is model",
                "{'type':'reset','name':'other'}|name must be 'f', as in the address, but is 'other'",
                "{'type':'reset','match':{'path':'x'}}|match.path must begin with /, but is 'x'",
                "{'type':'reset','match':{'verb':'GET'}}|match.verb is not known here; known are method, path, header",
                "{'type':'reset','match':'GET'}|match must be an object",
                "{'type':'reset','durationMs':0}|durationMs must be from 1 to 86400000, but is 0",
                "{'type':'reset','type':'error'}|the body has a field twice (line 1, column",
                "{'type':'reset'|the body is not JSON (line 1, column",
                "{'type':'reset'} {}|the body goes on after its JSON ended (line 1, column",
                "[]|the body must be a JSON object",
                "``|the body must be a JSON object",
            })
    void whatIsWrongIsSaid(String body, String detail) {
        service.put("/chaos/faults/f", body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(detail));
        assertThat(service.state().getList("faults")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'rate':2}|rate must be from 0 to 1, but is 2.0",
                "{'rate':null}|rate must be from 0 to 1, but is missing",
                "{'share':1}|share is not known here; known are rate",
            })
    void aWrongFailureRateIsSaidToo(String body, String detail) {
        service.put("/chaos/failure-rate", body).then().statusCode(400).body("detail", equalTo(detail));
    }

    @Test
    void aNameMustBeOne() {
        service.put("/chaos/faults/a%20b", "{'type':'reset'}")
                .then()
                .statusCode(400)
                .body("detail", containsString("name must be 1 to 64 letters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT /chaos/faults/f", "DELETE /chaos/faults/f", "POST /chaos/reset"})
    void webPagesMayNotWrite(String route) {
        String[] methodAndPath = route.split(" ");
        given().header("Origin", "http://evil.example")
                .body("{\"type\":\"reset\"}")
                .request(methodAndPath[0], management.resolve(methodAndPath[1]))
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        assertThat(service.state().getList("faults")).isEmpty();
    }

    @Test
    void theServicePortHasNoneOfThis() throws Exception {
        assertThat(service.get("/chaos").statusCode()).isEqualTo(404);
    }
}
