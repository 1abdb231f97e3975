package dev.breakwater.payment.charge;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.breakwater.payment.charge.Caller.body;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.breakwater.payment.fraud.FraudServer;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller who says how long it waits. */
@TimedPaymentTest
class DeadlineTest {
    FraudServer fraud;

    @Inject
    Tables tables;

    @Inject
    Policies policies;

    private final String key = Caller.newKey();

    @BeforeEach
    void fraudIsWell() {
        fraud.recovers();
        policies.reset();
    }

    @Test
    void isNotMadeToWaitLongerForAKeyInProgress() {
        tables.leave(key, "CLAIMED", "1 minute");
        long began = System.nanoTime();
        Response answer = chargeWithin("400");
        Duration waited = Duration.ofNanos(System.nanoTime() - began);

        answer.then().statusCode(409).header("Retry-After", equalTo("1"));
        assertThat(waited).isLessThan(Duration.ofMillis(400));
    }

    @Test
    void isRefusedWhereItCameTooLate() {
        chargeWithin("0").then().statusCode(504).contentType("application/problem+json");
        assertThat(tables.stateOf(key)).isNull();
        assertThat(fraud.asked()).isEmpty();
    }

    @Test
    void isToldThatItsTimeWasTooShort() throws Exception {
        try (Tables.Lock books = tables.lock("charge")) {
            chargeWithin("150")
                    .then()
                    .statusCode(504)
                    .header("X-Request-Timeout-Ms", equalTo("0"))
                    .body("type", equalTo("urn:breakwater:problem:deadline-expired"));
        }
    }

    @Test
    void leavesFraudLessThanItHasItself() {
        fraud.answers(okJson("{\"decision\": \"ALLOW\"}").withFixedDelay(2_000));
        chargeWithin("150").then().statusCode(200).body("fraudCheck", equalTo("RULES"));
        assertThat(Long.parseLong(fraud.asked().get(0).getHeader("X-Request-Timeout-Ms")))
                .isLessThan(150);
    }

    /** Its time is up for the request, not for the money: begun with a moment left, the capture has its own time. */
    @Test
    void doesNotCutTheCaptureShort() throws Exception {
        try (Tables.Lock books = tables.lock("processor.capture")) {
            CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> chargeWithin("250"));
            await().until(() -> "CAPTURING".equals(tables.stateOf(key)));
        }
        await().until(() -> "APPROVED".equals(tables.stateOf(key)));
        assertThat(tables.capturesOf(key)).isEqualTo(1);
    }

    private Response chargeWithin(String millis) {
        return given().header("Idempotency-Key", key)
                .header("X-Request-Timeout-Ms", millis)
                .contentType("application/json")
                .body(body(key, "c-17", "39.80", "tok_visa"))
                .post("/charges");
    }
}
