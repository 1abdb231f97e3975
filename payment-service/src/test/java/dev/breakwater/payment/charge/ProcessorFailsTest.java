package dev.breakwater.payment.charge;

import static dev.breakwater.payment.charge.Caller.charge;
import static dev.breakwater.payment.charge.Caller.find;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.breakwater.payment.fraud.FraudServer;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A processor whose books are gone, or cannot be written for a while. */
@PaymentTest
class ProcessorFailsTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    FraudServer fraud;

    @Inject
    Tables tables;

    private final String key = Caller.newKey();

    @BeforeEach
    void theBooksAreGone() {
        fraud.recovers();
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
        await().atMost(BOUND).until(() -> tables.<Integer>of(key, "captures_tried") >= 2);
        theBooksAreBack();
        await().atMost(BOUND).until(() -> "APPROVED".equals(tables.stateOf(key)));
        assertThat(tables.capturesOf(key)).isEqualTo(1);
        charge(key)
                .then()
                .statusCode(200)
                .body("status", equalTo("APPROVED"))
                .body("chargeId", equalTo(tables.idOf(key).toString()));
    }

    @Test
    void fraudsDenialNeedsNoProcessor() {
        fraud.decides("DENY");
        charge(key).then().statusCode(200).body("status", equalTo("DECLINED"));
    }

    private void unconfirmed(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("1"))
                .body("detail", containsString(tables.idOf(key).toString()));
    }
}
