package dev.breakwater.payment.charge;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.breakwater.payment.charge.Caller.charge;
import static dev.breakwater.payment.charge.Caller.find;
import static dev.breakwater.payment.charge.Caller.postAndHold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.breakwater.payment.fraud.FraudServer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller who does not wait for the answer. */
@PaymentTest
class LeavingTest {
    FraudServer fraud;

    @Inject
    Tables tables;

    @Inject
    Policies policies;

    private final String key = Caller.newKey();

    @BeforeEach
    void fraudIsWell() {
        fraud.recovers();
        policies.resetPatiently();
    }

    @Test
    void stopsTheWorkWhileFraudAssesses() throws IOException {
        fraud.answers(okJson("{\"decision\": \"ALLOW\"}").withFixedDelay(500));
        try (Socket caller = postAndHold(key)) {
            await().until(() -> !fraud.asked().isEmpty());
        }

        await().until(() -> tables.of(key, "leased_until <= now()"));
        assertThat(tables.stateOf(key)).isEqualTo("CLAIMED");
        find(key).then().statusCode(404);
        assertThat(tables.booked(key)).isNull();
    }

    @Test
    void losesNothingByComingBack() throws IOException {
        stopsTheWorkWhileFraudAssesses();
        String id = tables.idOf(key).toString();
        fraud.recovers();
        charge(key).then().statusCode(200).body("status", equalTo("APPROVED")).body("chargeId", equalTo(id));
        assertThat(tables.capturesOf(key)).isEqualTo(1);
    }

    @Test
    void doesNotStopItAfterTheIntent() throws IOException {
        try (Tables.Lock books = tables.lock("processor.capture")) {
            try (Socket caller = postAndHold(key)) {
                await().until(() -> "CAPTURING".equals(tables.stateOf(key)));
            }
        }
        await().until(() -> "APPROVED".equals(tables.stateOf(key)));
        assertThat(tables.capturesOf(key)).isEqualTo(1);
        charge(key).then().statusCode(200).body("status", equalTo("APPROVED"));
    }
}
