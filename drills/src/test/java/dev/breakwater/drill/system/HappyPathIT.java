package dev.breakwater.drill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.drill.launch.Service;
import dev.breakwater.drill.system.Customer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SystemUnderTest.class)
class HappyPathIT {
    private final Customer customer;

    HappyPathIT(Customer customer) {
        this.customer = customer;
    }

    @Test
    void aCheckoutIsPaidWithNothingMissing() {
        Answer order = customer.checkout(Customer.SMALL);

        assertThat(order.status()).isEqualTo(201);
        assertThat(order.raw().headers().firstValue("Location")).hasValue("/orders/" + order.id());
        assertThat(order.raw().headers().firstValue("RateLimit-Policy")).hasValue("\"client\";q=100;w=10");
        assertThat(order.text("status")).isEqualTo("PAID");
        assertThat(order.body().at("/total/amount").asText()).isEqualTo("39.80");
        assertThat(order.body().at("/payment/fraudCheck").asText()).isEqualTo("SERVICE");
        assertThat(order.body().at("/recommendations/source").asText()).isEqualTo("MODEL");
        assertThat(order.degraded()).isEqualTo("[]");
        assertThat(customer.captures(order.id())).isEqualTo(1);
    }

    @Test
    void anOrderAndItsPaymentCanBeLookedAt() {
        Answer order = customer.checkout(Customer.SMALL);

        assertThat(customer.get("/orders/" + order.id()).text("status")).isEqualTo("PAID");
        assertThat(customer.get("/orders/" + order.id() + "/payment").text("chargeId"))
                .isEqualTo(order.body().at("/payment/chargeId").asText());
        assertThat(customer.get("/catalog").body().get(0).at("/price/amount").asText())
                .isEqualTo("19.90");
    }

    @Test
    void aReplayGetsTheSameOrderAndAnotherBodyIsRefused() {
        String key = UUID.randomUUID().toString();
        Answer first = customer.checkout("demo-7", key, Customer.SMALL).join();

        Answer replay = customer.checkout("demo-7", key, Customer.SMALL).join();
        Answer other = customer.checkout("demo-7", key, Customer.LARGE).join();

        assertThat(replay.id()).isEqualTo(first.id());
        assertThat(other.status()).isEqualTo(422);
        assertThat(customer.captures(first.id())).isEqualTo(1);
    }

    @Test
    void aCheckoutWithoutAKeyIsRefused() {
        Answer answer = customer.send(customer.request("/checkout")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Customer.SMALL)))
                .join();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.raw().headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void twentyAtOnceWithOneKeyAreOneOrderAndOneCharge() {
        String key = UUID.randomUUID().toString();
        List<CompletableFuture<Answer>> together = IntStream.range(0, 20)
                .mapToObj(i -> customer.checkout("demo-7", key, Customer.SMALL))
                .toList();
        List<Answer> answers = together.stream().map(CompletableFuture::join).toList();

        assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allMatch(answer ->
                        answer.raw().headers().firstValue("Retry-After").isPresent());
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(Answer::id)
                        .distinct())
                .hasSize(1);
        assertThat(customer.count(Service.ORDER, "select count(*) from orders where idempotency_key = ?", key))
                .isEqualTo(1);
        String id = customer.checkout("demo-7", key, Customer.SMALL).join().id();
        assertThat(customer.captures(id)).isEqualTo(1);
    }

    @Test
    void aDeclinedCardIsAnAnswerAndNoFailure() {
        for (int i = 0; i < 10; i++) {
            Answer order = customer.checkout(Customer.basket("c-17", 2, "tok_declined"));

            assertThat(order.status()).isEqualTo(201);
            assertThat(order.text("status")).isEqualTo("DECLINED");
            assertThat(customer.captures(order.id())).isZero();
        }
        assertThat(customer.breaker(Service.ORDER, "payment")).isEqualTo("CLOSED");
        assertThat(customer.breaker(Service.PAYMENT, "processor")).isEqualTo("CLOSED");
    }
}
