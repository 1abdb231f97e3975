package dev.breakwater.drill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.drill.launch.Instance;
import dev.breakwater.drill.launch.Service;
import dev.breakwater.drill.system.Customer.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One of two instances of fraud-service is ill: customers see nothing of it, and it is back when it is well. */
@ExtendWith(SystemUnderTest.class)
class OneInstanceIllIT {
    private static final Instance ILL = new Instance(Service.FRAUD, 2);
    private static final Duration TWO_CHECKS = Duration.ofMillis(2_500); // of a second each, and one's own time
    private static final Duration RETURNED = Duration.ofSeconds(60); // of earlier tests, the more ejections the later
    private static final int CUSTOMERS = 30;

    private final Customer customer;

    OneInstanceIllIT(Customer customer) {
        this.customer = customer;
    }

    @Test
    void whoSaysThatItIsNotReadyGetsNoCallsWithinTwoChecks() {
        awaitRotation(true, RETURNED);

        customer.breaks(ILL, Map.of("type", "not-ready"));
        awaitRotation(false, TWO_CHECKS);
        double before = assessments();
        everybodyIsServedInFull();
        assertThat(assessments()).isEqualTo(before);

        customer.stopsBreaking(ILL);
        awaitRotation(true, RETURNED);
    }

    @Test
    void whoseCallsFailIsEjectedThoughItSaysThatItIsReady() {
        awaitRotation(true, RETURNED);

        customer.breaks(ILL, Faults.ERRING);
        everybodyIsServedInFull(); // those who met it were sent to the other one

        assertThat(isInRotation()).isFalse();
    }

    private void everybodyIsServedInFull() {
        for (int i = 0; i < CUSTOMERS; i++) {
            Answer order = customer.checkout(Customer.basket("c-" + i, 2, "tok_visa"));
            assertThat(order.text("status")).isEqualTo("PAID");
            assertThat(order.degraded()).isEqualTo("[]");
        }
    }

    private void awaitRotation(boolean inRotation, Duration atMost) {
        await().atMost(atMost).until(() -> isInRotation() == inRotation);
    }

    private boolean isInRotation() {
        String address = customer.system.http(ILL).toString();
        for (JsonNode instance :
                customer.system.management(Service.PAYMENT).get("/resilience").at("/balancers/fraud")) {
            if (instance.get("address").asText().equals(address)) {
                return instance.get("inRotation").asBoolean();
            }
        }
        throw new AssertionError(address + " is unknown to payment-service");
    }

    private double assessments() {
        return customer.system.management(ILL).metrics().sum("http_server_requests_seconds_count", "method=\"POST\"");
    }
}
