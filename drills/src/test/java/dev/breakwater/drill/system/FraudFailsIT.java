package dev.breakwater.drill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.drill.launch.Service;
import dev.breakwater.drill.system.Customer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fraud slow, hung, erroring, gone: the checkout works, payment decides by its rules, and the answer says so. */
@ExtendWith(SystemUnderTest.class)
class FraudFailsIT {
    private static final Duration BREAKER_OPEN_AND_A_PROBE = Duration.ofSeconds(6);

    private final Customer customer;

    FraudFailsIT(Customer customer) {
        this.customer = customer;
    }

    static List<Map<String, ?>> faults() {
        return Faults.OF_A_SERVICE;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void paymentDecides(Map<String, ?> fault) {
        customer.breaks(Service.FRAUD, fault);

        List<CompletableFuture<Answer>> together = IntStream.range(0, 8)
                .mapToObj(i -> customer.later(Customer.SMALL))
                .toList();
        together.stream().map(CompletableFuture::join).forEach(order -> {
            assertThat(order.status()).isEqualTo(201);
            assertThat(order.text("status")).isEqualTo("PAID");
            assertThat(order.body().at("/payment/fraudCheck").asText()).isEqualTo("RULES");
            assertThat(order.degraded()).isEqualTo("[\"fraud-check\"]");
            assertThat(order.took()).isLessThan(Faults.A_CHECKOUTS_TIME);
        });
        Answer large = customer.checkout(Customer.LARGE);
        assertThat(large.text("status")).isEqualTo("IN_REVIEW");
        assertThat(customer.captures(large.id())).isZero();
    }

    @Test
    void everythingIsWholeAgainByItself() {
        customer.breaks(Service.FRAUD, Faults.HUNG);
        await().until(() -> {
            customer.checkout(Customer.SMALL);
            return customer.breaker(Service.PAYMENT, "fraud").equals("OPEN");
        });

        customer.stopsBreaking(Service.FRAUD);
        await().atMost(BREAKER_OPEN_AND_A_PROBE)
                .until(() -> customer.checkout(Customer.SMALL).degraded().equals("[]"));
    }
}
