package dev.breakwater.drill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.drill.launch.LaunchException;
import dev.breakwater.drill.launch.Service;
import dev.breakwater.drill.system.Customer.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SystemUnderTest.class)
class DatabaseGoneIT {
    private static final Duration WHOLE_AGAIN = Duration.ofSeconds(15);

    private final Customer customer;

    DatabaseGoneIT(Customer customer) {
        this.customer = customer;
    }

    @Test
    void checkoutsAreRefusedAndNothingIsChargedUntilItIsBack() throws LaunchException {
        customer.system.stopDatabase();
        try {
            Answer refused = customer.checkout(Customer.SMALL);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.took()).isLessThan(Faults.A_CHECKOUTS_TIME);
            await().until(() -> !customer.system.management(Service.ORDER).isReady());
        } finally {
            customer.system.startDatabase();
            customer.system.awaitReady();
        }
        await().atMost(WHOLE_AGAIN)
                .until(() -> customer.checkout(Customer.SMALL).degraded().equals("[]"));
        new Audit(customer).requireOneCaptureForEachPaidOrder();
    }
}
