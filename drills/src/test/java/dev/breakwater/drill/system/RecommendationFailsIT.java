package dev.breakwater.drill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.drill.launch.LaunchException;
import dev.breakwater.drill.launch.Service;
import dev.breakwater.drill.system.Customer.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is recommended is never a reason to lose a sale. */
@ExtendWith(SystemUnderTest.class)
class RecommendationFailsIT {
    private static final Duration SLOWER_AT_MOST = Duration.ofMillis(50);

    private final Customer customer;

    RecommendationFailsIT(Customer customer) {
        this.customer = customer;
    }

    @Test
    void withoutItsModelItRecommendsWhatItDidBeforeOrTheDefaults() {
        customer.checkout(Customer.basket("c-20", 2, "tok_visa"));
        customer.breaks(Service.RECOMMENDATION, Map.of("type", "error", "point", "model"));

        recommends(customer.checkout(Customer.basket("c-20", 2, "tok_visa")), "CACHE");
        recommends(customer.checkout(Customer.basket("new-" + UUID.randomUUID(), 2, "tok_visa")), "DEFAULTS");
    }

    @Test
    void whenItIsGoneTheCheckoutGoesOnWithoutAndHardlySlower() throws LaunchException {
        Duration before = median();

        customer.system.kill(Service.RECOMMENDATION);
        try {
            await().until(() -> {
                recommends(customer.checkout(Customer.SMALL), "NONE");
                return customer.breaker(Service.ORDER, "recommendation").equals("OPEN");
            });
            assertThat(median()).isLessThan(before.plus(SLOWER_AT_MOST));
        } finally {
            customer.system.restart(Service.RECOMMENDATION);
        }
        await().until(() -> customer.checkout(Customer.SMALL).degraded().equals("[]"));
    }

    private static void recommends(Answer order, String source) {
        assertThat(order.text("status")).isEqualTo("PAID");
        assertThat(order.body().at("/recommendations/source").asText()).isEqualTo(source);
        assertThat(order.degraded()).isEqualTo("[\"recommendations\"]");
        assertThat(order.took()).isLessThan(Faults.A_CHECKOUTS_TIME);
    }

    private Duration median() {
        return IntStream.range(0, 15)
                .mapToObj(i -> customer.checkout(Customer.SMALL).took())
                .sorted()
                .toList()
                .get(7);
    }
}
