package dev.breakwater.payment.charge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.breakwater.payment.charge.Caller.charge;
import static dev.breakwater.payment.charge.Caller.postAndHold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.breakwater.payment.fraud.FraudServer;
import dev.breakwater.resilience.breaker.CircuitBreaker;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is wrong with fraud-service, the local rules decide within a charge's time. */
@TimedPaymentTest
class FraudFailsTest {
    private static final String ALLOW = "{\"score\": 0.1, \"decision\": \"ALLOW\", \"reasons\": [\"because\"]}";

    /** A charge's time and what a busy machine adds. */
    private static final Duration IN_TIME = Duration.ofMillis(1_500);

    private static final Duration BOUND = Duration.ofSeconds(10);

    enum Illness {
        SLOW(okJson(ALLOW).withFixedDelay(600)),
        HUNG(okJson(ALLOW).withFixedDelay(5_000)),
        TRICKLING(okJson(ALLOW).withChunkedDribbleDelay(20, 10_000)),
        ERRING(aResponse().withStatus(500)),
        OVERLOADED(aResponse().withStatus(503).withHeader("Retry-After", "60")),
        RATE_LIMITED(aResponse().withStatus(429).withHeader("Retry-After", "1")),
        REFUSING(aResponse().withStatus(400)),
        MISPLACED(aResponse().withStatus(404)),
        REDIRECTING(aResponse().withStatus(302).withHeader("Location", "/elsewhere")),
        RESETTING(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        SILENT(aResponse().withFault(Fault.EMPTY_RESPONSE)),
        BABBLING(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
        BREAKING_OFF(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
        SAYING_NOTHING(aResponse().withStatus(204)),
        EMPTY(okJson("")),
        UNDECIDED(okJson("{}")),
        NULL(okJson("null")),
        UNHEARD_OF(okJson("{\"score\": 0.1, \"decision\": \"PERHAPS\", \"reasons\": []}")),
        CUT_SHORT(okJson("{\"score\": 0.1, \"decision\": \"ALL")),
        NO_JSON(aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/html")
                .withBody("<h1>It works!</h1>")),
        GONE(null);

        private final ResponseDefinitionBuilder answer;

        Illness(ResponseDefinitionBuilder answer) {
            this.answer = answer;
        }

        void strike(FraudServer fraud) {
            if (answer == null) {
                fraud.goes();
            } else {
                fraud.answers(answer);
            }
        }
    }

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

    @AfterEach
    void nothingIsLeftBehind() {
        await().atMost(BOUND).until(() -> policies.outstanding() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void theLocalRulesDecideInTime(Illness illness) {
        illness.strike(fraud);

        byRules(inTime(key + "-small", "50.00"), "APPROVED");
        byRules(inTime(key + "-large", "50.01"), "IN_REVIEW");

        assertThat(tables.capturesOf(key + "-small")).isEqualTo(1);
        assertThat(tables.booked(key + "-large")).isNull();
    }

    /** A word that is no answer is fraud's failure, not the caller's: a breaker counts it like an error. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "HUNG",
                "ERRING",
                "OVERLOADED",
                "RESETTING",
                "BABBLING",
                "UNDECIDED",
                "UNHEARD_OF",
                "CUT_SHORT",
                "NO_JSON",
                "GONE"
            })
    void afterFiveFailuresItIsNotAskedAnyMore(Illness illness) {
        illness.strike(fraud);
        for (int call = 0; call < 5; call++) {
            byRules(charge(key + "-" + call), "APPROVED");
        }
        assertThat(policies.breakerOf("fraud")).isEqualTo(CircuitBreaker.State.OPEN);
        int asked = illness == Illness.GONE ? 0 : fraud.asked().size();

        byRules(charge(key), "APPROVED");
        assertThat(illness == Illness.GONE ? 0 : fraud.asked().size()).isEqualTo(asked);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"REFUSING", "RATE_LIMITED"},
            mode = EnumSource.Mode.INCLUDE)
    void aRefusalIsAskedOnce(Illness illness) {
        illness.strike(fraud);
        charge(key);
        assertThat(fraud.asked()).hasSize(1);
    }

    @Test
    void anErrorIsAskedTwice() {
        Illness.ERRING.strike(fraud);
        charge(key);
        assertThat(fraud.asked()).hasSize(2);
    }

    @Test
    void theFirstVerdictStaysWhenFraudIsBack() {
        Illness.ERRING.strike(fraud);
        String first = charge(key, "60.00", "tok_visa").asString();
        fraud.recovers();
        assertThat(charge(key, "60.00", "tok_visa").asString()).isEqualTo(first);
        assertThat(fraud.asked()).isEmpty();
    }

    @Test
    void itIsAskedAgainByItselfOnceItsBreakerHasWaited() {
        for (int call = 0; call < 5; call++) {
            Illness.GONE.strike(fraud);
            charge(key + "-" + call);
        }
        fraud.recovers();
        List<String> checks = new ArrayList<>();
        await().atMost(Duration.ofSeconds(7)).until(() -> {
            checks.add(charge(Caller.newKey()).path("fraudCheck"));
            return checks.contains("SERVICE");
        });
        assertThat(checks).startsWith("RULES");
    }

    @Test
    void whatFindsItsBulkheadFullIsNotHeldUpByIt() throws IOException {
        policies.limit("fraud", 1);
        Illness.HUNG.strike(fraud);
        try (Socket other = postAndHold(key + "-other")) {
            await().until(() -> fraud.asked().size() == 1);
            byRules(charge(key), "APPROVED");
            assertThat(fraud.asked()).extracting(LoggedRequest::getBodyAsString).noneMatch(this::isAboutKey);
        }
    }

    @Test
    void aDeclinedCardIsNoFailureOfTheProcessor() {
        for (int call = 0; call < 20; call++) {
            charge(key + "-" + call, "1.00", "tok_declined")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("DECLINED"));
        }
        assertThat(policies.breakerOf("processor")).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void fraudIsToldHowLongItsCallerWaits() {
        charge(key);
        assertThat(Long.parseLong(fraud.asked().get(0).getHeader("X-Request-Timeout-Ms")))
                .isBetween(100L, 200L);
    }

    private boolean isAboutKey(String assessment) {
        return assessment.contains(tables.idOf(key).toString());
    }

    private Response inTime(String key, String amount) {
        long began = System.nanoTime();
        Response answer = charge(key, amount, "tok_visa");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(IN_TIME);
        return answer;
    }

    private static void byRules(Response answer, String status) {
        answer.then().statusCode(200).body("status", equalTo(status)).body("fraudCheck", equalTo("RULES"));
    }
}
