package dev.breakwater.payment.charge;

import static dev.breakwater.payment.charge.Caller.charge;
import static dev.breakwater.payment.charge.Caller.find;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.breakwater.payment.fraud.FraudServer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A processor whose books are gone, or cannot be written for a while. */
@PaymentTest
class ProcessorFailsTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    /** Statements that hold a connection and wait for a lock. */
    private static final String WAITING = "pg_stat_activity where wait_event_type = 'Lock'";

    FraudServer fraud;

    @Inject
    Tables tables;

    @Inject
    Policies policies;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private final String key = Caller.newKey();

    @BeforeEach
    void theBooksAreGone() {
        fraud.recovers();
        policies.resetPatiently("processor");
        tables.run("alter table processor.capture rename to lost");
    }

    @AfterEach
    void theBooksAreBack() {
        tables.run("alter table if exists processor.lost rename to capture");
    }

    @Test
    void theCallerIsToldToComeBackAndTheIntentStays() {
        unconfirmed(charge(key));
        assertThat(tables.stateOf(key)).isEqualTo("CAPTURING");
        find(key).then().statusCode(200).body("status", equalTo("IN_PROGRESS"));
    }

    @Test
    void theChargeIsFinishedByItselfWhenTheProcessorIsBack() {
        unconfirmed(charge(key));
        theBooksAreBack();
        await().atMost(BOUND).until(() -> "APPROVED".equals(tables.stateOf(key)));
        assertThat(tables.capturesOf(key)).isEqualTo(1);
        charge(key)
                .then()
                .statusCode(200)
                .body("status", equalTo("APPROVED"))
                .body("chargeId", equalTo(tables.idOf(key).toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "hang"})
    void aFaultAtItsChaosPointIsAFailureOfTheProcessor(String type) {
        theBooksAreBack();
        given().body("{\"type\": \"" + type + "\", \"point\": \"processor\"}")
                .put(management.resolve("/chaos/faults/ill"))
                .then()
                .statusCode(200);
        unconfirmed(charge(key));
        assertThat(tables.booked(key)).isNull();

        given().delete(management.resolve("/chaos/faults/ill"));
        await().atMost(BOUND).until(() -> "APPROVED".equals(tables.stateOf(key)));
        assertThat(tables.capturesOf(key)).isEqualTo(1);
    }

    @Test
    void fraudsDenialNeedsNoProcessor() {
        fraud.decides("DENY");
        charge(key).then().statusCode(200).body("status", equalTo("DECLINED"));
    }

    @Test
    void whatATimeoutGaveUpIsEndedInTheDatabaseToo() {
        theBooksAreBack();
        try (Tables.Lock books = tables.lock("processor.capture")) {
            unconfirmed(charge(key));
            assertThat(tables.count(WAITING)).isPositive();
            policies.open("processor");
            await().atMost(Duration.ofSeconds(5)).until(() -> tables.count(WAITING) == 0);
        }
        assertThat(tables.booked(key)).isNull();
        policies.reset();
        await().atMost(BOUND).until(() -> "APPROVED".equals(tables.stateOf(key)));
    }

    private void unconfirmed(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("1"))
                .body("detail", containsString(tables.idOf(key).toString()));
    }
}
