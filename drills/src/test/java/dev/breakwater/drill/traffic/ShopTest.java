package dev.breakwater.drill.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.time.TimeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShopTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private FakeShop server;
    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        server = new FakeShop();
        shop = Shop.open(server.address(), TimeSource.system());
        server.asked.clear();
        server.keys.clear();
        server.bodies.clear();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void threeOfFourCheckOutAndTheOthersLookInEqualParts() {
        List<Route> routes =
                LongStream.range(0, 1_200).mapToObj(n -> shop.call(n).route()).toList();

        assertThat(Collections.frequency(routes, Route.CHECKOUT)).isEqualTo(900);
        assertThat(Collections.frequency(routes, Route.CATALOG)).isEqualTo(100);
        assertThat(Collections.frequency(routes, Route.ORDER)).isEqualTo(100);
        assertThat(Collections.frequency(routes, Route.ORDER_PAYMENT)).isEqualTo(100);
    }

    @Test
    void everyKnownKeyIsUsedAlike() {
        visit(400); // 300 of them check out

        assertThat(new HashSet<>(server.keys)).hasSize(100).contains("demo-0", "demo-99");
        assertThat(server.keys).allMatch(key -> Collections.frequency(server.keys, key) == 3);
    }

    @Test
    void mostBasketsAreSmallAndSomeAreNot() {
        visit(400);

        // 19.90 once or twice and 34.00 once are at most 50.00.
        long large = server.bodies.stream()
                .filter(body -> !body.contains("\"quantity\":1"))
                .filter(body -> !(body.contains("sku-1") && body.contains("\"quantity\":2")))
                .count();
        assertThat(server.bodies).hasSize(300);
        assertThat(large).isEqualTo(30);
    }

    @Test
    void looksAtOrdersThatWereMadeInThisRun() {
        visit(24);

        assertThat(server.asked).contains("GET /catalog");
        assertThat(server.asked)
                .filteredOn(asked -> asked.matches("GET /orders/\\d+"))
                .hasSize(2);
        assertThat(server.asked)
                .filteredOn(asked -> asked.matches("GET /orders/\\d+/payment"))
                .hasSize(2);
    }

    @Test
    void readsStatusAndDegradationOfAnOrder() {
        Outcome outcome = shop.call(0).send(PATIENCE).toCompletableFuture().join();

        assertThat(outcome).isEqualTo(new Outcome("PAID", true, true));
    }

    @Test
    void givesUpWhenThePatienceEnds() {
        server.stall();

        Outcome outcome = shop.call(0)
                .send(TimeUnit.MILLISECONDS.toNanos(100))
                .toCompletableFuture()
                .join();

        assertThat(outcome).isEqualTo(Outcome.GAVE_UP);
    }

    @Test
    void aRefusedConnectionIsNoAnswer() {
        server.close();

        Outcome outcome = shop.call(0).send(PATIENCE).toCompletableFuture().join();

        assertThat(outcome).isEqualTo(Outcome.NO_ANSWER);
    }

    private void visit(int times) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int n = 0; n < times; n++) {
            outcomes.add(shop.call(n).send(PATIENCE).toCompletableFuture().join());
        }
        assertThat(outcomes).allMatch(Outcome::isSuccess);
    }
}
