package dev.breakwater.resilience.quarkus;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.breaker.CircuitBreaker;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The module in a Quarkus application: an edge that asks a shop, over real HTTP. */
@QuarkusTest
class GlueTest {
    @Inject
    Resilience resilience;

    @Inject
    Greeter greeter;

    @Inject
    MeterRegistry metrics;

    @Inject
    ShopResource shop;

    @TestHTTPResource("/")
    URI service;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private PolicyConfig shopAsConfigured;

    @BeforeEach
    void startAfresh() {
        shopAsConfigured = resilience.policy("shop").config();
        resilience
                .policies()
                .values()
                .forEach(policy -> policy.breaker().command(CircuitBreaker.Command.RESET, "a test begins", null));
        shop.calls.set(0);
        greeter.startAfresh();
    }

    @AfterEach
    void nothingIsLeftOut() {
        resilience.enable(true);
        resilience.policy("shop").reconfigure(shopAsConfigured);
        await().atMost(Duration.ofSeconds(5)).until(() -> resilience.outstanding() == 0);
    }

    private ValidatableResponse manage(String method, String path, String body) {
        return given().body(body).request(method, management.resolve(path)).then();
    }

    @Nested
    class OnBeans {
        @Test
        void aPlainMethodIsRetried() {
            assertThat(greeter.plain()).isEqualTo("hello");
            assertThat(greeter.calls()).isEqualTo(3);
        }

        @Test
        void aUniIsRetried() {
            assertThat(greeter.uni().await().atMost(Duration.ofSeconds(5))).isEqualTo("hello");
        }

        @Test
        void aStageIsRetried() {
            assertThat(greeter.stage().toCompletableFuture().join()).isEqualTo("hello");
        }

        @Test
        void aFutureIsRetried() {
            assertThat(greeter.future().join()).isEqualTo("hello");
            assertThat(greeter.calls()).isEqualTo(3);
        }

        @Test
        void aFutureTimesOut() {
            assertThatThrownBy(() -> greeter.neverInTheFuture()
                            .orTimeout(5, TimeUnit.SECONDS)
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("'bean' did not answer within 100 ms");
        }

        @Test
        void whoeverCancelsAFutureLeavesTheCall() {
            CompletableFuture<String> future = greeter.neverInTheFuture();
            assertThat(resilience.policy("bean").outstanding()).isPositive();
            future.cancel(true);
            assertThat(resilience.policy("bean").outstanding()).isZero();
        }

        @Test
        void aUniTimesOut() {
            assertThatThrownBy(() -> greeter.never().await().atMost(Duration.ofSeconds(5)))
                    .isInstanceOfAny(AttemptTimeoutException.class, CompletionException.class)
                    .hasMessageContaining("'bean' did not answer within 100 ms");
        }

        @Test
        void checkedExceptionsComeAsTheyAre() {
            assertThatThrownBy(greeter::checked).isInstanceOf(IOException.class).hasMessage("as it is");
        }
    }

    @Nested
    class OnClients {
        @Test
        void theCalleeLearnsWhatItsCallerHasLeft() {
            int remaining = Integer.parseInt(when().get("/edge/deadline")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            assertThat(remaining).isBetween(1, 195);
        }

        @Test
        void theCallersHeaderBoundsTheBudget() {
            int remaining = Integer.parseInt(given().header("X-Request-Timeout-Ms", "100")
                    .get("/edge/free")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            assertThat(remaining).isBetween(1, 95);
        }

        @Test
        void workWhoseTimeIsOverIsRefused() {
            given().header("X-Request-Timeout-Ms", "0")
                    .get("/edge/deadline")
                    .then()
                    .statusCode(504)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:breakwater:problem:deadline-expired"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-1", "-9223372036854775808"})
        void nobodyGetsMoreTimeByHavingNone(String millis) {
            double before = refusals();
            given().header("X-Request-Timeout-Ms", millis)
                    .get("/edge/deadline")
                    .then()
                    .statusCode(504)
                    .header("X-Request-Timeout-Ms", equalTo("0"))
                    .body("type", equalTo("urn:breakwater:problem:deadline-expired"));
            assertThat(refusals() - before).isOne();
        }

        private double refusals() {
            return metrics
                    .get("resilience.rejections")
                    .tags("policy", "tight", "kind", "deadline-expired")
                    .counters()
                    .stream()
                    .mapToDouble(Counter::count)
                    .sum();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"9223372036854775807", "9223372036854", "99999999999999999999", "soon", "", " ", "1e3", "NaN"
                })
        void nobodyGetsMoreTimeThanTheEndpointHas(String millis) {
            int remaining = Integer.parseInt(given().header("X-Request-Timeout-Ms", millis)
                    .get("/edge/deadline")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            assertThat(remaining).isBetween(1, 195);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/edge/slow", "/edge/too-late"})
        void aCallersTightDeadlineCountsAgainstNobodyOnTheOtherSideOfAHop(String path) {
            for (int call = 0; call < 10; call++) {
                given().header("X-Request-Timeout-Ms", "100")
                        .get(path)
                        .then()
                        .statusCode(504)
                        .header("X-Request-Timeout-Ms", equalTo("0"))
                        .body("type", equalTo("urn:breakwater:problem:deadline-expired"))
                        .body("detail", endsWith("all that the caller's deadline left"));
            }
            assertThat(resilience.policy("shop").breaker().state()).isEqualTo(CircuitBreaker.State.CLOSED);
        }

        @Test
        void aDependencyThatIsTooLateForOurOwnTimeoutCounts() {
            for (int call = 0; call < 3; call++) {
                when().get("/edge/too-late").then().statusCode(504).body("title", equalTo("Timeout"));
            }
            assertThat(resilience.policy("shop").breaker().state()).isEqualTo(CircuitBreaker.State.OPEN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/edge/hurried", "/edge/answers/504"})
        void aDependencyThatIsLateForReasonsOfItsOwnCountsHoweverTightTheCallersDeadline(String path) {
            for (int call = 0; call < 3; call++) {
                given().header("X-Request-Timeout-Ms", "150").get(path).then().statusCode(502);
            }
            assertThat(resilience.policy("shop").breaker().state()).isEqualTo(CircuitBreaker.State.OPEN);
        }

        @Test
        void aCallThatCouldNotBeAnsweredInTimeIsNotMade() {
            given().header("X-Request-Timeout-Ms", "5")
                    .get("/edge/answers/200")
                    .then()
                    .statusCode(504)
                    .body("type", equalTo("urn:breakwater:problem:deadline-expired"));
            assertThat(shop.calls).hasValue(0);
        }

        @Test
        void aTimeoutClosesTheExchangeAtTheServersSocket() {
            int before = shop.closed.get();
            int silentBefore = shop.silent.get();
            when().get("/edge/silence").then().statusCode(504).body("title", equalTo("Timeout"));
            int attempts = shop.silent.get() - silentBefore;
            assertThat(attempts).isBetween(1, 3);
            await().atMost(Duration.ofSeconds(2)).until(() -> shop.closed.get() - before >= attempts);
        }

        @Test
        void aCallerWhoLeavesStopsTheWorkBelow() throws IOException {
            resilience.policy("shop").reconfigure(shopAsConfigured.withTimeout(Duration.ofSeconds(60)));
            int silentBefore = shop.silent.get();
            int before = shop.closed.get();
            try (Socket caller = new Socket(service.getHost(), service.getPort())) {
                OutputStream out = caller.getOutputStream();
                out.write("GET /edge/silence HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                await().atMost(Duration.ofSeconds(2)).until(() -> shop.silent.get() > silentBefore);
            }
            await().atMost(Duration.ofSeconds(2)).until(() -> shop.closed.get() > before);
            await().atMost(Duration.ofSeconds(2)).until(() -> resilience.outstanding() == 0);
        }

        @Test
        void readsAreRetriedAndOpenTheBreakerInTheEnd() {
            for (int call = 0; call < 3; call++) {
                when().get("/edge/answers/500").then().statusCode(502);
            }
            assertThat(shop.calls).hasValue(9);
            when().get("/edge/answers/200")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("30"))
                    .body("type", equalTo("urn:breakwater:problem:breaker-open"))
                    .body("detail", startsWith("circuit 'shop' is open"));
            assertThat(shop.calls).hasValue(9);
        }

        @Test
        void refusalsAreNeitherRetriedNorCounted() {
            for (int call = 0; call < 10; call++) {
                when().get("/edge/answers/404").then().statusCode(502);
            }
            assertThat(shop.calls).hasValue(10);
            assertThat(resilience.policy("shop").breaker().state()).isEqualTo(CircuitBreaker.State.CLOSED);
        }

        @Test
        void aWriteIsRetriedOnlyWhereItCarriesAKey() {
            when().post("/edge/answers/500").then().statusCode(502);
            assertThat(shop.calls).hasValue(1);
            given().queryParam("key", "k").post("/edge/once/500").then().statusCode(502);
            assertThat(shop.calls).hasValue(4);
        }

        @Test
        void aKeyThatIsMissingOrBlankIsNone() {
            when().post("/edge/once/500").then().statusCode(502);
            assertThat(shop.calls).hasValue(1);
            given().queryParam("key", " ").post("/edge/once/500").then().statusCode(502);
            assertThat(shop.calls).hasValue(2);
        }
    }

    @Nested
    class AtTheEdge {
        @Test
        void eachClientHasABucketOfItsOwn() {
            for (int left = 2; left >= 0; left--) {
                limited("k-1")
                        .then()
                        .statusCode(200)
                        .header("RateLimit-Policy", equalTo("\"client\";q=3;w=3000"))
                        .header("RateLimit", startsWith("\"client\";r=" + left + ";t="));
            }
            limited("k-1")
                    .then()
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .header(
                            "Retry-After",
                            Integer::parseInt,
                            both(greaterThan(900)).and(lessThanOrEqualTo(1_000)))
                    .header("RateLimit", startsWith("\"client\";r=0;t="));
            limited("k-2").then().statusCode(200);
            limited("nobody's").then().statusCode(200);
            resilience.enable(false);
            assertThat(limited("k-1").then().statusCode(200).extract().header("RateLimit"))
                    .isNull();
        }

        private io.restassured.response.Response limited(String key) {
            return given().header("X-API-Key", key).get("/edge/limited");
        }

        @Test
        void aFullBulkheadRefusesWithRetryAfter() throws IOException {
            try (Socket first = new Socket(service.getHost(), service.getPort())) {
                first.getOutputStream()
                        .write("GET /edge/one HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                await().atMost(Duration.ofSeconds(2))
                        .until(() -> resilience.policy("edge").bulkhead().used() == 1);
                when().get("/edge/one")
                        .then()
                        .statusCode(503)
                        .header("Retry-After", equalTo("1"))
                        .body("type", equalTo("urn:breakwater:problem:bulkhead-full"));
            }
        }
    }

    @Nested
    class OnTheManagementPort {
        @Test
        void theStateOfEveryPolicyCanBeRead() {
            when().get(management.resolve("/resilience"))
                    .then()
                    .statusCode(200)
                    .body("enabled", equalTo(true))
                    .body("policies.shop.breaker.state", equalTo("CLOSED"))
                    .body("policies.shop.bulkhead.max", equalTo(20))
                    .body("policies.shop.outstanding", equalTo(0))
                    .body("policies.shop.properties.timeout", equalTo("200ms"))
                    .body("policies", hasKey("edge"));
        }

        @Test
        void theWholeProtectionCanBeTurnedOff() {
            manage("PUT", "/resilience", "{\"enabled\":false}").statusCode(200).body("enabled", equalTo(false));
            when().get("/edge/free").then().statusCode(200).body(equalTo("null"));
            when().get("/edge/answers/500").then().statusCode(502);
            assertThat(shop.calls).hasValue(1);
            manage("PUT", "/resilience", "{\"enabled\":true}").body("enabled", equalTo(true));
        }

        @Test
        void figuresChangeAllOrNone() {
            manage("PATCH", "/resilience/shop", "{\"timeout\":\"150ms\",\"bulkhead.max\":7}")
                    .statusCode(200)
                    .body("bulkhead.max", equalTo(7))
                    .body("properties.timeout", equalTo("150ms"));
            manage("PATCH", "/resilience/shop", "{\"timeout\":\"100ms\",\"bulkhead.max\":0}")
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", startsWith("resilience.shop.bulkhead.max is 0; it must be 1 to 100000"));
            assertThat(resilience.policy("shop").config().timeout()).isEqualTo(Duration.ofMillis(150));
            manage("PATCH", "/resilience/shop", "{\"tiemout\":\"100ms\"}")
                    .statusCode(400)
                    .body("detail", startsWith("tiemout is not known here; known are"));
        }

        @Test
        void aChangeIsALineInTheLogAndAChangeOfNothingIsNone() {
            List<String> lines = new CopyOnWriteArrayList<>();
            Handler collector = new ExtHandler() {
                @Override
                protected void doPublish(ExtLogRecord entry) {
                    lines.add(entry.getFormattedMessage());
                }
            };
            Logger log = Logger.getLogger("dev.breakwater.resilience");
            log.addHandler(collector);
            try {
                manage("PATCH", "/resilience/shop", "{\"timeout\":\"150ms\",\"bulkhead.max\":7}");
                manage("PATCH", "/resilience/shop", "{\"timeout\":\"150ms\"}").statusCode(200);
                manage("PATCH", "/resilience/shop", "{\"timeout\":\"0s\"}").statusCode(400);
                manage("PATCH", "/resilience/rate-limits/counter", "{\"max-clients\":9}");
                manage("PATCH", "/resilience/rate-limits/counter", "{\"max-clients\":100000}");
                manage("PUT", "/resilience", "{\"enabled\":false}");
            } finally {
                log.removeHandler(collector);
            }
            assertThat(lines)
                    .filteredOn(line -> line.contains("was changed by an operator"))
                    .containsExactly(
                            "resilience.shop was changed by an operator: timeout 200ms -> 150ms, bulkhead.max 20 -> 7",
                            "resilience.rate-limits.counter was changed by an operator: max-clients 100000 -> 9",
                            "resilience.rate-limits.counter was changed by an operator: max-clients 9 -> 100000",
                            "resilience.* was changed by an operator: the protection is off");
        }

        @Test
        void aRateLimitChangesAndEveryClientKeepsWhatItHasLeft() {
            int left = left(given().get("/edge/limited"));
            manage("PATCH", "/resilience/rate-limits/counter", "{\"burst\":5}")
                    .statusCode(200)
                    .body("properties.burst", equalTo("5"))
                    .body("properties.per-second", equalTo("0.001"));
            manage("PATCH", "/resilience/rate-limits/counter", "{\"burst\":7,\"per-second\":0}")
                    .statusCode(400)
                    .body("detail", startsWith("resilience.rate-limits.counter.per-second is 0.0; it must be above 0"));
            when().get(management.resolve("/resilience"))
                    .then()
                    .body("rateLimits.counter.properties.burst", equalTo("5"));
            io.restassured.response.Response next = given().get("/edge/limited");
            next.then().header("RateLimit-Policy", equalTo("\"client\";q=5;w=5000"));
            assertThat(left(next)).isEqualTo(left - 1);
            manage("PATCH", "/resilience/rate-limits/counter", "{\"burst\":3}").statusCode(200);
            manage("PATCH", "/resilience/rate-limits/counter", "{\"brust\":3}")
                    .statusCode(400)
                    .body("detail", startsWith("brust is not known here; known are burst, per-second, max-clients"));
            manage("PATCH", "/resilience/rate-limits/nobody", "{\"burst\":3}")
                    .statusCode(404)
                    .body("detail", startsWith("there is no rate limit 'nobody'; there are: counter"));
        }

        private int left(io.restassured.response.Response answer) {
            return Integer.parseInt(answer.header("RateLimit").replaceAll(".*r=(\\d+);.*", "$1"));
        }

        @Test
        void anOperatorForcesABreaker() {
            manage("PUT", "/resilience/shop/breaker", "{\"state\":\"FORCED_OPEN\",\"reason\":\"drill\"}")
                    .statusCode(200)
                    .body("breaker.state", equalTo("FORCED_OPEN"))
                    .body("breaker.reason", equalTo("drill"));
            when().get("/edge/answers/200").then().statusCode(503);
            manage("PUT", "/resilience/shop/breaker", "{\"state\":\"AUTO\"}").body("breaker.state", equalTo("CLOSED"));
            when().get("/edge/answers/200").then().statusCode(200);
        }

        @Test
        void aForcedStateSaysHowLongItLasts() {
            manage("PUT", "/resilience/shop/breaker", "{\"state\":\"FORCED_CLOSED\",\"durationMs\":60000}")
                    .statusCode(200)
                    .body("breaker.state", equalTo("FORCED_CLOSED"))
                    .body("breaker.reason", equalTo("an operator's decision"))
                    .body("breaker.expiresInMs", both(greaterThan(50_000)).and(lessThanOrEqualTo(60_000)));
            for (int call = 0; call < 3; call++) {
                when().get("/edge/answers/500").then().statusCode(502);
            }
            when().get("/edge/answers/200").then().statusCode(200);
            manage("PUT", "/resilience/shop/breaker", "{\"state\":\"FORCED_OPEN\"}")
                    .body("breaker", not(hasKey("expiresInMs")));
        }

        @Test
        void aForcedStateEndsByItself() {
            manage("PUT", "/resilience/shop/breaker", "{\"state\":\"FORCED_OPEN\",\"durationMs\":1}")
                    .statusCode(200);
            await().atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> when().get(management.resolve("/resilience/shop"))
                            .then()
                            .body("breaker.state", equalTo("CLOSED"))
                            .body("breaker.reason", equalTo("FORCED_OPEN expired"))
                            .body("breaker", not(hasKey("expiresInMs"))));
        }

        @Test
        void aResetClosesAnOpenBreakerAndKeepsItsReason() {
            for (int call = 0; call < 3; call++) {
                when().get("/edge/answers/500").then().statusCode(502);
            }
            manage("PUT", "/resilience/shop/breaker", "{\"state\":\"RESET\",\"reason\":\"the shop is mended\"}")
                    .statusCode(200)
                    .body("breaker.state", equalTo("CLOSED"))
                    .body("breaker.reason", equalTo("the shop is mended"));
            when().get("/edge/answers/200").then().statusCode(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"AUTO", "RESET"})
        void whatForcesNothingHasNoDuration(String command) {
            manage("PUT", "/resilience/shop/breaker", "{\"state\":\"" + command + "\",\"durationMs\":1000}")
                    .statusCode(400)
                    .body("detail", containsString("durationMs must be left out"));
        }

        @Test
        void nonsenseIsAProblem() {
            manage("PUT", "/resilience", "not json").statusCode(400);
            manage("PUT", "/resilience", "[]").statusCode(400);
            manage("PUT", "/resilience", "{\"enabled\":\"yes\"}").statusCode(400);
            manage("PUT", "/resilience", "{\"enabled\":true,\"x\":1}").statusCode(400);
            manage("PUT", "/resilience/nobody/breaker", "{\"state\":\"AUTO\"}").statusCode(404);
            manage("PUT", "/resilience/shop/breaker", "{\"state\":\"OPEN\"}").statusCode(400);
            manage("PUT", "/resilience/shop/breaker", "{\"state\":\"AUTO\",\"durationMs\":-1}")
                    .statusCode(400);
            given().header("Origin", "http://evil.example")
                    .body("{\"enabled\":false}")
                    .put(management.resolve("/resilience"))
                    .then()
                    .statusCode(403);
        }

        @Test
        void whereThereIsATracerEachAttemptIsASpan() {
            Traces.SPANS.reset();
            when().get("/edge/answers/500").then().statusCode(502);
            assertThat(Traces.SPANS.getFinishedSpanItems())
                    .extracting(span -> span.getName() + ", number "
                            + span.getAttributes().get(AttributeKey.longKey("resilience.attempt")) + ": "
                            + span.getStatus().getStatusCode())
                    .containsExactly(
                            "attempt shop, number 1: ERROR",
                            "attempt shop, number 2: ERROR",
                            "attempt shop, number 3: ERROR");
        }

        @Test
        void metricsTellWhatHappened() {
            when().get("/edge/answers/500").then().statusCode(502);
            String metrics = when().get(management.resolve("/q/metrics"))
                    .then()
                    .extract()
                    .asString();
            assertThat(metrics)
                    .contains("resilience_calls_seconds_count{outcome=\"transient\",policy=\"shop\"}")
                    .contains("resilience_attempts_seconds_count{outcome=\"transient\",policy=\"shop\"}")
                    .contains("resilience_retries_total{policy=\"shop\"}")
                    .contains("resilience_breaker_state{policy=\"shop\",state=\"closed\"} 1.0")
                    .contains("resilience_bulkhead_max{policy=\"shop\"} 20.0");
        }
    }
}
