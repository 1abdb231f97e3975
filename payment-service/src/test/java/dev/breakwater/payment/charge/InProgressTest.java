package dev.breakwater.payment.charge;

import static dev.breakwater.payment.charge.Caller.charge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.breakwater.payment.fraud.FraudServer;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request whose key another one is working on: in this process, in another, or nobody any more. */
@PaymentTest
class InProgressTest {
    FraudServer fraud;

    @Inject
    Tables tables;

    @Inject
    Policies policies;

    @Inject
    Doorbell doorbell;

    private final String key = Caller.newKey();

    @BeforeEach
    void fraudIsWell() {
        fraud.recovers();
        policies.resetPatiently();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLAIMED", "CAPTURING"})
    void isToldToComeBackWhereTheOutcomeDoesNotComeInTime(String state) {
        tables.leave(key, state, "1 minute");
        long began = System.nanoTime();
        Response answer = charge(key);
        Duration waited = Duration.ofNanos(System.nanoTime() - began);

        answer.then()
                .statusCode(409)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("1"))
                .body("type", equalTo("urn:breakwater:problem:charge-in-progress"))
                .body("detail", containsString(tables.idOf(key).toString()));
        assertThat(waited).isBetween(Duration.ofMillis(700), Duration.ofSeconds(5));
        assertThat(tables.stateOf(key)).isEqualTo(state);
        assertThat(fraud.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPROVED", "DECLINED"})
    void getsTheOutcomeThatAnotherInstanceWrites(String state) {
        tables.leave(key, "CAPTURING", "1 minute");
        CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(() -> charge(key));
        await().until(() -> doorbell.isAwaited(key));
        tables.run("update charge set state = ?, settled_at = now() where idempotency_key = ?", state, key);

        waiting.join().then().statusCode(200).body("status", equalTo(state));
        assertThat(fraud.asked()).isEmpty();
    }

    @Test
    void takesOverWhatWasGivenUp() {
        tables.leave(key, "CLAIMED", "1 minute");
        CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(() -> charge(key));
        await().until(() -> doorbell.isAwaited(key));
        tables.run("update charge set leased_until = now() where idempotency_key = ?", key);

        waiting.join()
                .then()
                .statusCode(200)
                .body("status", equalTo("APPROVED"))
                .body("chargeId", equalTo(tables.idOf(key).toString()));
        assertThat(tables.capturesOf(key)).isEqualTo(1);
    }

    @Test
    void takesOverAtOnceWhatACrashLeftLongAgo() {
        tables.leave(key, "CLAIMED", "-1 minute");
        String id = tables.idOf(key).toString();
        charge(key).then().statusCode(200).body("status", equalTo("APPROVED")).body("chargeId", equalTo(id));
        assertThat(tables.capturesOf(key)).isEqualTo(1);
    }

    @Test
    void nobodyWaitsForWhatIsSettled() {
        charge(key);
        assertThat(doorbell.isAwaited(key)).isFalse();
    }
}
