package dev.breakwater.drill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.drill.launch.LaunchException;
import dev.breakwater.drill.launch.Service;
import dev.breakwater.drill.system.Customer.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code kill -9} in the middle of checkouts, and a restart: orders settle, none is lost, none is charged twice. */
@ExtendWith(SystemUnderTest.class)
class ProcessesDieIT {
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final int CHECKOUTS = 60;
    private static final int AT_ONCE = 6;
    private static final int KILLED_AFTER = 20;
    private static final String NO_ANSWER = "";

    private final Customer customer;
    private final AtomicInteger answered = new AtomicInteger();
    private final Map<String, String> orders = new ConcurrentHashMap<>(); // what each key was answered

    ProcessesDieIT(Customer customer) {
        this.customer = customer;
    }

    @ParameterizedTest
    @EnumSource(names = {"PAYMENT", "ORDER"})
    void nothingIsLostAndNothingIsChargedTwice(Service service) throws LaunchException {
        try {
            shopUntilItDies(service);
        } finally {
            customer.system.restart(service);
        }
        Map<String, String> again = new HashMap<>();
        orders.keySet().forEach(key -> again.put(key, repeat(key)));
        orders.forEach((key, order) -> assertThat(order).isIn(again.get(key), NO_ANSWER));
        await().atMost(SETTLED)
                .until(() -> again.values().stream()
                        .allMatch(order ->
                                customer.get("/orders/" + order).text("status").equals("PAID")));
        assertThat(again.values()).allMatch(order -> customer.captures(order) == 1);
        new Audit(customer).requireOneCaptureForEachPaidOrder();
    }

    private void shopUntilItDies(Service service) {
        ExecutorService customers = Executors.newFixedThreadPool(AT_ONCE);
        Stream<CompletableFuture<Void>> visits = IntStream.range(0, CHECKOUTS)
                .mapToObj(i -> CompletableFuture.runAsync(() -> visit(service), customers));
        CompletableFuture.allOf(visits.toArray(CompletableFuture[]::new)).join();
        customers.shutdown();
        assertThat(orders).hasSize(CHECKOUTS);
    }

    /** The one whose answer is the last before the end kills the service, while others wait for theirs. */
    private void visit(Service service) {
        String key = UUID.randomUUID().toString();
        orders.put(key, NO_ANSWER);
        try {
            orders.put(key, checkout(key).id());
        } catch (RuntimeException e) {
            return; // it is dead
        }
        if (answered.incrementAndGet() == KILLED_AFTER) {
            customer.system.kill(service);
        }
    }

    /** As a customer does who got no answer; it must do no harm to one who did. */
    private String repeat(String key) {
        return await().pollDelay(Duration.ZERO)
                .until(() -> checkout(key), answer -> answer.status() / 100 == 2)
                .id();
    }

    private Answer checkout(String key) {
        return customer.checkout("demo-" + Math.floorMod(key.hashCode(), 100), key, Customer.SMALL)
                .join();
    }
}
