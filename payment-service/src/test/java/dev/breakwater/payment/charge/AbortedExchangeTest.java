package dev.breakwater.payment.charge;

import static dev.breakwater.payment.charge.Caller.charge;
import static dev.breakwater.payment.charge.Caller.postAndHold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.breakwater.database.PostgresTestResource;
import dev.breakwater.payment.fraud.SilentFraudServer;
import dev.breakwater.payment.fraud.SilentFraudServer.Exchange;
import dev.breakwater.resilience.Resilience;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Giving up is more than not listening: fraud-service's end of the connection sees it, and can stop its work too. */
@QuarkusTest
@WithTestResource(value = PostgresTestResource.class, initArgs = @ResourceArg(name = "database", value = "payments"))
@WithTestResource(SilentFraudServer.class)
@ExtendWith(UntilReady.class)
class AbortedExchangeTest {
    SilentFraudServer fraud;

    @Inject
    Policies policies;

    @Inject
    Resilience resilience;

    private final String key = Caller.newKey();

    @BeforeEach
    void nothingWasAsked() {
        policies.reset();
        fraud.exchanges().clear();
    }

    @Test
    void aTimeoutClosesTheConnectionOfEachAttempt() {
        charge(key).then().statusCode(200).body("fraudCheck", equalTo("RULES"));

        List<Exchange> attempts = fraud.exchanges();
        assertThat(attempts).hasSize(2);
        assertThat(attempts)
                .allSatisfy(attempt ->
                        assertThat(attempt.lasted()).isBetween(Duration.ofMillis(100), Duration.ofMillis(500)));
        assertThat(policies.outstanding()).isZero();
    }

    /** Without the protection, whose timeouts would end it soon anyway. */
    @Test
    void aCallerWhoLeavesClosesTheConnectionToFraudToo() throws IOException {
        resilience.enable(false);
        try {
            try (Socket caller = postAndHold(key)) {
                await().until(() -> fraud.exchanges().size() == 1);
                assertThat(fraud.exchanges().get(0).isClosed()).isFalse();
            }
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> fraud.exchanges().get(0).isClosed());
        } finally {
            resilience.enable(true);
        }
    }
}
