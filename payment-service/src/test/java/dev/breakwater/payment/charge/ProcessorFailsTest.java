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

    /** Statements that hold a connection and wait for a lock. */
    private static final String WAITING = "pg_stat_activity where wait_event_type = 'Lock'";

    FraudServer fraud;

    @Inject
    Tables tables;

    @Inject
    Policies policies;

    private final String key = Caller.newKey();

    @BeforeEach
    void theBooksAreGone() {
        fraud.recovers();
        policies.reset();
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
