package dev.breakwater.order;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;

/** payment-service and recommendation-service as order-service sees them, well or ill. */
public class Neighbours implements QuarkusTestResourceLifecycleManager {
    public final Neighbour payment = new Neighbour();
    public final Neighbour recommendation = new Neighbour();

    @Override
    public Map<String, String> start() {
        payment.comesBack();
        recommendation.comesBack();
        areWell();
        return Map.of(
                "quarkus.rest-client.payment.url",
                payment.url(),
                "quarkus.rest-client.recommendation.url",
                recommendation.url(),
                "resilience.clients.api-keys",
                "demo-0,demo-1,demo-2,demo-3",
                // All tests come from one address.
                "resilience.rate-limits.checkout.burst",
                "100000");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(Neighbours.class));
    }

    @Override
    public void stop() {
        payment.goes();
        recommendation.goes();
    }

    /** Both well, whatever they were; every charge is approved, and nothing was asked. */
    public void areWell() {
        payment.forgets();
        recommendation.forgets();
        charges("APPROVED", "SERVICE");
        recommends("MODEL");
    }

    /** Ends every charge so. A charge's id is its order's, whoever asks and however often. */
    public void charges(String status, String fraudCheck) {
        charge(json(200, """
                {"chargeId": "{{request.headers.Idempotency-Key}}", "status": "%s", "fraudCheck": "%s"}
                """.formatted(status, fraudCheck)));
        read(json(200, """
                {"chargeId": "{{request.query.idempotencyKey}}", "status": "%s", "fraudCheck": "%s"}
                """.formatted(status, fraudCheck)));
    }

    /** Answers charges with anything. */
    public void charge(ResponseDefinitionBuilder answer) {
        payment.answers(post("/charges").willReturn(answer));
    }

    /** Refuses the charges of one customer. */
    public void refuseCharges(String customerId) {
        payment.answers(post("/charges")
                .withRequestBody(containing('"' + customerId + '"'))
                .willReturn(aResponse().withStatus(422)));
    }

    /** Answers anything when asked what became of a charge. */
    public void read(ResponseDefinitionBuilder answer) {
        payment.answers(get(anyUrl()).willReturn(answer));
    }

    public void recommends(String source) {
        recommend(json(200, """
                {"items": ["sku-9", "sku-4"], "source": "%s", "ageSeconds": 0}
                """.formatted(source)));
    }

    /** Answers anything when asked for recommendations. */
    public void recommend(ResponseDefinitionBuilder answer) {
        recommendation.answers(get(anyUrl()).willReturn(answer));
    }

    /** The charges that were asked for an order. */
    public List<LoggedRequest> charged(String orderId) {
        return payment.asked(postRequestedFor(anyUrl()).withHeader("Idempotency-Key", equalTo(orderId)));
    }

    /** All charges that were asked for. */
    public List<LoggedRequest> charged() {
        return payment.asked(postRequestedFor(anyUrl()));
    }

    public List<LoggedRequest> askedForRecommendations() {
        return recommendation.asked(getRequestedFor(anyUrl()));
    }

    public static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }
}
