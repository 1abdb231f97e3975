package dev.breakwater.order.settlement;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.breakwater.order.Customer.checkout;
import static dev.breakwater.order.Customer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.breakwater.order.Customer;
import dev.breakwater.order.Neighbours;
import dev.breakwater.order.OrderTest;
import dev.breakwater.order.Service;
import dev.breakwater.order.Tables;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders that nobody waits for. */
@OrderTest
class SettlementTest {
    /** The circuit's open time, a look and some room for a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    Neighbours neighbours;

    @Inject
    Service service;

    @Inject
    Tables tables;

    private final String key = Customer.newKey();

    @BeforeEach
    void allIsWellAndNothingIsPending() {
        service.isWell();
        neighbours.areWell();
        tables.run("delete from orders where status = 'PAYMENT_PENDING'");
    }

    @Test
    void anOutageLeavesNothingBehind() {
        double settled = service.count("order.settled", "by", "SETTLEMENT", "status", "PAID");
        neighbours.payment.goes();
        List<String> ids = IntStream.range(0, 20)
                .mapToObj(i -> checkout(Customer.newKey()).<String>path("id"))
                .toList();
        neighbours.areWell();
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(ids).allMatch(id -> status(id).equals("PAID")));
        assertThat(ids).allSatisfy(id -> assertThat(neighbours.charged(id)).hasSize(1));
        assertThat(service.count("order.settled", "by", "SETTLEMENT", "status", "PAID"))
                .isEqualTo(settled + 20);
        await().untilAsserted(() -> assertThat(service.pending()).isZero());
    }

    @Test
    void anAnswerThatWasLostIsFoundByTheKey() {
        neighbours.charge(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        String id = checkout(key).path("id");
        assertThat(neighbours.charged(id)).isNotEmpty();
        neighbours.charges("DECLINED", "RULES");
        await().atMost(BOUND).until(() -> status(id).equals("DECLINED"));
        assertThat(tables.of(key, "charge_id").toString()).isEqualTo(id);
        assertThat(tables.<String>of(key, "fraud_check")).isEqualTo("RULES");
    }

    @Test
    void anOrderWhoseProcessDiedBeforeItsChargeIsSettledToo() {
        String id = tables.leave(key, "-1 second");
        await().atMost(BOUND).until(() -> status(id).equals("PAID"));
        assertThat(neighbours.charged(id)).hasSize(1);
        checkout(key).then().statusCode(201);
    }

    @Test
    void anOrderIsLeftAloneAsLongAsItsFirstRequestMayBeAtIt() {
        String due = tables.leave(Customer.newKey(), "-1 second");
        String attended = tables.leave(key, "1 hour");
        await().atMost(BOUND).until(() -> status(due).equals("PAID"));
        assertThat(status(attended)).isEqualTo("PAYMENT_PENDING");
        assertThat(neighbours.charged(attended)).isEmpty();
    }

    @Test
    void ordersThatCannotBeChargedDoNotHoldUpTheOthers() {
        neighbours.refuseCharges("c-refused");
        for (int i = 0; i < 7; i++) {
            tables.leave(Customer.newKey(), "-1 hour", "c-refused");
        }
        List<String> good = IntStream.range(0, 12)
                .mapToObj(i -> tables.leave(Customer.newKey(), "-1 second"))
                .toList();
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(good).allMatch(id -> status(id).equals("PAID")));
    }

    @Test
    void aServiceThatIsDownIsNotStormed() {
        neighbours.charge(aResponse().withStatus(500));
        for (int i = 0; i < 60; i++) {
            tables.leave(Customer.newKey(), "-1 second");
        }
        await().atMost(BOUND).until(() -> service.breaker("settlement") == State.OPEN);
        await().atMost(BOUND).until(() -> service.count("order.postponed", "by", "SETTLEMENT") >= 15);
        assertThat(neighbours.charged()).hasSizeLessThan(15);
    }
}
