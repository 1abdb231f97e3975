package dev.breakwater.drill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.drill.launch.Service;
import dev.breakwater.drill.traffic.OpenLoop;
import dev.breakwater.drill.traffic.Shop;
import dev.breakwater.resilience.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who looks after services must not take a busy one for a dead one. */
@ExtendWith(SystemUnderTest.class)
class HealthIT {
    private static final Duration PROMPT = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration LOADED = Duration.ofSeconds(60);
    private static final double RATE = 60;
    private static final int COLD = 300; // answered before the first look, by code that is not warm yet
    private static final int REQUESTS = 300;

    private final Customer customer;
    private final TimeSource time = TimeSource.system();

    HealthIT(Customer customer) {
        this.customer = customer;
    }

    @Test
    void healthAnswersPromptlyUnderLoadWhileFraudHangs() throws InterruptedException {
        customer.breaks(Service.FRAUD, Faults.HUNG);
        AtomicInteger answered = new AtomicInteger();
        Shop shop = Shop.open(customer.system.http(Service.ORDER), time);
        OpenLoop load = new OpenLoop(time, RATE, shop, sample -> answered.incrementAndGet());
        CompletableFuture<Void> customers = CompletableFuture.runAsync(() -> run(load));

        await().atMost(LOADED).until(() -> answered.get() >= COLD);
        Map<Service, List<Duration>> looks = new EnumMap<>(Service.class);
        await().atMost(LOADED).pollInterval(BETWEEN_LOOKS).until(() -> {
            for (Service service : Service.values()) {
                looks.computeIfAbsent(service, first -> new ArrayList<>()).add(look(service));
            }
            return answered.get() >= COLD + REQUESTS;
        });
        load.stop();
        customers.join();
        load.awaitAnswers();

        // The usual look: single ones meet pauses of a busy machine and code that is not warm.
        // Where health needed workers, and all were busy, none would be prompt.
        looks.forEach(
                (service, took) -> assertThat(took.stream().sorted().toList().get(took.size() / 2))
                        .as(service.module())
                        .isLessThan(PROMPT));
    }

    private Duration look(Service service) {
        long began = time.nanoTime();
        assertThat(customer.system.management(service).isReady()).isTrue();
        return Duration.ofNanos(time.nanoTime() - began);
    }

    private static void run(OpenLoop load) {
        try {
            load.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
