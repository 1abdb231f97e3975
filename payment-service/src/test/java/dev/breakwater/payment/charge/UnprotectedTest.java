package dev.breakwater.payment.charge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.breakwater.payment.charge.Caller.body;
import static dev.breakwater.payment.charge.Caller.charge;
import static dev.breakwater.payment.charge.Caller.find;
import static dev.breakwater.payment.charge.Caller.post;
import static dev.breakwater.payment.charge.Caller.postAndHold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.breakwater.payment.fraud.FraudServer;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The protection is off: fraud's failure is everybody's, but still nothing is lost or taken twice. */
@PaymentTest
@TestProfile(UnprotectedTest.Off.class)
class UnprotectedTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    /** The client's own patience, 30 s, is shortened for the test. */
    public static class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("resilience.enabled", "false", "quarkus.rest-client.fraud.read-timeout", "1500");
        }
    }

    FraudServer fraud;

    @Inject
    Tables tables;

    private final String key = Caller.newKey();

    @BeforeEach
    void fraudIsWell() {
        fraud.recovers();
    }

    @Test
    void chargesAsEverWhileFraudIsWell() {
        charge(key).then().statusCode(200).body("status", equalTo("APPROVED")).body("fraudCheck", equalTo("SERVICE"));
        post(key, body(key, "c-17", "39.81", "tok_visa")).then().statusCode(422);
        assertThat(tables.capturesOf(key)).isEqualTo(1);
    }

    @Test
    void fraudsErrorIsAnswered() {
        fraud.answers(aResponse().withStatus(500));
        failed(502);
    }

    @Test
    void nothingIsAskedTwice() {
        fraud.answers(aResponse().withStatus(500));
        charge(key);
        assertThat(fraud.asked()).hasSize(1);
    }

    @Test
    void aBrokenLineToFraudIsAnswered() {
        fraud.answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        failed(502);
    }

    @Test
    void nonsenseOfFraudsIsAnswered() {
        fraud.answers(200, "{\"score\": 0.1, \"decision\": \"PERHAPS\", \"reasons\": []}");
        failed(502);
    }

    @Test
    void noWordOfFraudsIsAnswered() {
        fraud.answers(aResponse().withStatus(204));
        failed(502);
    }

    @Test
    void fraudsSilenceIsWaitedForToItsEnd() {
        fraud.answers(okJson("{\"decision\": \"ALLOW\"}").withFixedDelay(3_000));
        long began = System.nanoTime();
        failed(504);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(1_500));
    }

    @Test
    void aSlowAnswerOfFraudsCounts() {
        fraud.answers(okJson("{\"decision\": \"ALLOW\"}").withFixedDelay(1_000));
        charge(key).then().statusCode(200).body("fraudCheck", equalTo("SERVICE"));
    }

    @Test
    void aCallerWhoLeavesStillStopsTheWork() throws IOException {
        fraud.answers(okJson("{\"decision\": \"ALLOW\"}").withFixedDelay(1_400));
        try (Socket caller = postAndHold(key)) {
            await().until(() -> !fraud.asked().isEmpty());
        }
        awaitRelease();
        assertThat(tables.stateOf(key)).isEqualTo("CLAIMED");
    }

    @Test
    void whatACrashLeftIsFinished() {
        tables.leave(key, "CAPTURING", "-1 second");
        await().atMost(BOUND).until(() -> "APPROVED".equals(tables.stateOf(key)));
        assertThat(tables.capturesOf(key)).isEqualTo(1);
    }

    /** No local rules, and the claim is let go: the next post starts anew at once. */
    private void failed(int status) {
        charge(key).then().statusCode(status).contentType("application/problem+json");
        awaitRelease();
        find(key).then().statusCode(404);
        String id = tables.idOf(key).toString();

        fraud.recovers();
        charge(key).then().statusCode(200).body("status", equalTo("APPROVED")).body("chargeId", equalTo(id));
        assertThat(tables.capturesOf(key)).isEqualTo(1);
    }

    private void awaitRelease() {
        await().atMost(Duration.ofSeconds(1)).until(() -> tables.of(key, "leased_until <= now()"));
    }
}
