package dev.breakwater.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the edge and the services say of themselves, and how much they let in. */
@InContainers
class EdgeTest {
    private final Shop shop;
    private final Customer customer;

    EdgeTest(Shop shop) {
        this.shop = shop;
        this.customer = shop.customer;
    }

    @Test
    void everyProbeIsServedWhereTheManifestsLookForIt() {
        for (Machine service : shop.services()) {
            JsonNode container = shop.manifest(service).at("/spec/template/spec/containers/0");
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                JsonNode get = container.path(probe).path("httpGet");
                Answer answer = customer.get(service.at(
                        port(container, get.path("port").asText()),
                        get.path("path").asText()));
                assertThat(answer.status()).as(service + " " + probe).isEqualTo(200);
            }
            assertThat(service.isHealthy())
                    .as(service + ", by the image's own check")
                    .isTrue();
        }
    }

    private static int port(JsonNode container, String name) {
        return StreamSupport.stream(container.path("ports").spliterator(), false)
                .filter(port -> port.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("containerPort")
                .asInt();
    }

    @Test
    void aDeclinedCardIsNobodysFailure() {
        for (int i = 0; i < 10; i++) {
            Answer answer = customer.buysTwoWith("tok_declined");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            assertThat(answer.at("/status")).isEqualTo("DECLINED");
        }
        assertThat(customer.get(shop.order.at(9000, "/resilience")).at("/policies/payment/breaker/state"))
                .isEqualTo("CLOSED");
    }

    @Test
    void oneClientWhoAsksForTooMuchIsToldSoAndTheOthersAreServed() throws InterruptedException {
        ExecutorService hands = Executors.newFixedThreadPool(30);
        List<Answer> greedy = hands
                .invokeAll(Collections.<Callable<Answer>>nCopies(300, () -> customer.buysTwoAs("c-1", "demo-99")))
                .stream()
                .map(EdgeTest::answer)
                .toList();
        hands.shutdown();
        assertThat(greedy)
                .filteredOn(answer -> answer.status() == 429)
                .isNotEmpty()
                .allMatch(answer ->
                        answer.response().headers().firstValue("Retry-After").isPresent());
        assertThat(customer.buysTwo().status()).isIn(201, 202);
    }

    private static Answer answer(Future<Answer> done) {
        try {
            return done.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void writesToManagementNeedTheToken() {
        assertThat(customer.put(shop.payment.at(9000, "/chaos/failure-rate"), "{\"rate\":0.3}")
                        .status())
                .isEqualTo(401);
    }
}
