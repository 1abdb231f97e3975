package dev.breakwater.payment.charge;

import static dev.breakwater.payment.charge.Caller.charge;
import static dev.breakwater.payment.charge.Caller.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.breakwater.payment.PaymentConfig;
import dev.breakwater.payment.fraud.FraudServer;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a crash leaves between two steps, as rows; and several workers on them. */
@PaymentTest
class RecoveryTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    FraudServer fraud;

    @Inject
    Tables tables;

    @Inject
    Recovery recovery;

    @Inject
    Policies policies;

    @Inject
    Ledger ledger;

    @Inject
    Capturing capturing;

    @Inject
    Doorbell doorbell;

    @Inject
    ChargeMetrics metrics;

    @Inject
    PaymentConfig config;

    private final String key = Caller.newKey();

    @BeforeEach
    void fraudIsWell() {
        fraud.recovers();
        policies.resetPatiently();
    }

    @Test
    void capturesAnIntentThatNobodyHolds() {
        tables.leave(key, "CAPTURING", "-1 second");
        awaitState("APPROVED");
        assertThat(tables.capturesOf(key)).isEqualTo(1);
        charge(key).then().statusCode(200).body("status", equalTo("APPROVED"));
    }

    @Test
    void recordsWhatWasCapturedAndNotRecorded() {
        // Booked first: the worker of the service itself may finish the intent as soon as it is left.
        tables.book(key, null);
        tables.leave(key, "CAPTURING", "-1 second");
        awaitState("APPROVED");
        assertThat(tables.capturesOf(key)).isEqualTo(1);
    }

    @Test
    void recordsWhatWasDeclinedAndNotRecorded() {
        tables.book(key, "card_declined");
        tables.leave(key, "CAPTURING", "-1 second");
        awaitState("DECLINED");
        assertThat(tables.<String>of(key, "decline_code")).isEqualTo("card_declined");
        assertThat(tables.capturesOf(key)).isZero();
    }

    @Test
    void leavesIntentsToTheirHolders() {
        tables.leave(key, "CAPTURING", "1 minute");
        recovery.finishWhatIsDue().await().atMost(BOUND);
        assertThat(tables.stateOf(key)).isEqualTo("CAPTURING");
        assertThat(tables.booked(key)).isNull();
    }

    @Test
    void leavesClaimsToTheirCallers() {
        tables.leave(key, "CLAIMED", "-1 hour");
        recovery.finishWhatIsDue().await().atMost(BOUND);
        assertThat(tables.stateOf(key)).isEqualTo("CLAIMED");
        assertThat(tables.booked(key)).isNull();
    }

    @Test
    void tellsTheRequestThatWaits() {
        tables.leave(key, "CAPTURING", "1 minute");
        CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(() -> charge(key));
        await().until(() -> doorbell.isAwaited(key));
        tables.run("update charge set leased_until = now() where idempotency_key = ?", key);
        recovery.finishWhatIsDue().await().atMost(BOUND);
        waiting.join().then().statusCode(200).body("status", equalTo("APPROVED"));
    }

    @Test
    void worksOffALongBacklogInOneLook() {
        leaveMany(300);
        recovery.finishWhatIsDue().await().atMost(BOUND);
        await().atMost(BOUND).until(() -> howMany("APPROVED") == 300);
        assertThat(tables.doubleCaptures(key)).isZero();
    }

    @Test
    void doesNotRunThroughTheBacklogWhileTheProcessorFails() {
        tables.run("alter table processor.capture rename to lost");
        try {
            leaveMany(300);
            recovery.finishWhatIsDue().await().atMost(BOUND);
            assertThat(tables.count("charge where idempotency_key like ? and captures_tried = 0", key + "%"))
                    .isPositive();
        } finally {
            tables.run("alter table processor.lost rename to capture");
        }
    }

    @Test
    void countsNoCaptureThatTheBreakerRefused() {
        policies.open("processor");
        tables.leave(key, "CAPTURING", "-1 second");
        recovery.finishWhatIsDue().await().atMost(BOUND);
        assertThat(tables.<Integer>of(key, "captures_tried")).isZero();
        assertThat(tables.<Boolean>of(key, "leased_until < now() + interval '300 ms'"))
                .isTrue();

        policies.reset();
        awaitState("APPROVED");
    }

    @Test
    void ofSeveralInstancesAtOnceCapturesNothingTwice() {
        leaveMany(300);
        Uni.join()
                .all(Stream.generate(this::otherInstance)
                        .limit(4)
                        .map(Recovery::finishWhatIsDue)
                        .toList())
                .andFailFast()
                .await()
                .atMost(BOUND);
        await().atMost(BOUND).until(() -> howMany("APPROVED") == 300);
        assertThat(tables.doubleCaptures(key)).isZero();
    }

    /** A holder that is merely slow: its lease ended, a worker took the intent, and both finish it. */
    @Test
    void besideASlowHolderCapturesOnce() {
        tables.leave(key, "CAPTURING", "1 minute");
        Charge intent = ledger.findByKey(key).await().atMost(BOUND).orElseThrow();
        List<Charge> ends = Uni.join()
                .all(Stream.generate(() -> capturing.finish(intent)).limit(10).toList())
                .andFailFast()
                .await()
                .atMost(BOUND);
        assertThat(ends).extracting(Charge::state).containsOnly(ChargeState.APPROVED);
        assertThat(tables.capturesOf(key)).isEqualTo(1);
    }

    @Test
    void besideManyCallersCapturesOnce() throws Exception {
        tables.leave(key, "CAPTURING", "-1 second");
        List<Response> answers = together(10, caller -> charge(key));
        assertThat(answers).extracting(Response::statusCode).isSubsetOf(200, 409);
        awaitState("APPROVED");
        assertThat(tables.capturesOf(key)).isEqualTo(1);
    }

    private void leaveMany(int intents) {
        IntStream.range(0, intents).forEach(number -> tables.leave(key + "-" + number, "CAPTURING", "-1 second"));
    }

    private long howMany(String state) {
        return tables.count("charge where idempotency_key like ? and state = ?", key + "%", state);
    }

    private Recovery otherInstance() {
        return new Recovery(ledger, capturing, new Doorbell(), metrics, config);
    }

    private void awaitState(String state) {
        await().atMost(BOUND).until(() -> state.equals(tables.stateOf(key)));
    }
}
