package dev.breakwater.chaos.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.breakwater.chaos.Chaos;
import dev.breakwater.chaos.InjectedFault;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults at named points, for each kind of method. */
@QuarkusTest
class ChaosPointTest {
    @TestHTTPResource("/")
    URI http;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    Depot depot;

    @Inject
    Chaos chaos;

    private Service service;

    @BeforeEach
    void meet() {
        service = new Service(http, management);
    }

    @AfterEach
    void clear() {
        service.reset();
        service.awaitHeld(0);
    }

    private void enable(String type, String point) {
        service.enable("broken", "{'type':'" + type + "','latencyMs':60000,'point':'" + point + "'}");
    }

    @ParameterizedTest
    @CsvSource({
        "/plain,worker",
        "/plain-on-loop,event loop",
        "/uni,event loop of its own",
        "/stage-of-completion,event loop of its own"
    })
    void callsPassWhereNoFaultIs(String path, String answer) throws Exception {
        assertThat(service.get(path).body()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({"/plain,plain", "/plain-on-loop,plain", "/uni,uni", "/stage-of-completion,stage"})
    void whatFailsAndIsNotCaughtIsARecognisableAnswer(String path, String point) throws Exception {
        service.enable("broken", "{'type':'error','status':507,'point':'" + point + "'}");
        int calls = depot.calls();
        HttpResponse<String> answer = service.get(path);
        assertThat(answer.statusCode()).isEqualTo(507);
        assertThat(answer.headers().firstValue("X-Chaos-Fault")).contains("broken");
        assertThat(answer.body())
                .contains("urn:breakwater:problem:injected-fault", "fault 'broken' failed point " + point);
        assertThat(depot.calls()).isEqualTo(calls);
        assertThat(service.get("/stage").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/plain,plain,worker",
        "/uni,uni,event loop of its own",
        "/stage-of-completion,stage,event loop of its own"
    })
    void heldCallsGoOnWhereTheyWere(String path, String point, String body) {
        enable("latency", point);
        int calls = depot.calls();
        CompletableFuture<HttpResponse<String>> answer = service.begin(path);
        service.awaitHeld(1);
        assertThat(depot.calls()).isEqualTo(calls);
        service.remove("broken");
        assertThat(answer)
                .succeedsWithin(Service.BOUND)
                .satisfies(released -> assertThat(released.body()).isEqualTo(body));
    }

    @Test
    void anEventLoopIsNotHeld() throws Exception {
        enable("latency", "plain");
        HttpResponse<String> answer = service.get("/plain-on-loop");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("fault 'broken' must not hold this thread, an event loop, at point plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/uni", "/stage-of-completion"})
    void aHangIsCutOffWhenItsTimeIsUp(String path) throws Exception {
        service.enable("broken", "{'type':'hang','latencyMs':100,'point':'uni'}");
        service.enable("too", "{'type':'hang','latencyMs':100,'point':'stage'}");
        assertThat(service.get(path).statusCode()).isEqualTo(503);
    }

    @Test
    void cancellingAUniFreesItsPlaceAndTheCallIsNeverMade() {
        enable("hang", "uni");
        int calls = depot.calls();
        UniAssertSubscriber<String> caller = depot.uni().subscribe().withSubscriber(UniAssertSubscriber.create());
        await().atMost(Service.BOUND).until(() -> chaos.held() == 1);
        caller.cancel();
        assertThat(chaos.held()).isZero();
        service.remove("broken");
        assertThat(depot.calls()).isEqualTo(calls);
        caller.assertNotTerminated();
    }

    @Test
    void cancellingAStageFreesItsPlace() {
        enable("hang", "stage");
        CompletableFuture<String> caller = depot.stage().toCompletableFuture();
        await().atMost(Service.BOUND).until(() -> chaos.held() == 1);
        caller.cancel(false);
        assertThat(chaos.held()).isZero();
    }

    @Test
    void eachSubscriptionPassesThePoint() {
        service.enable("broken", "{'type':'error','point':'uni'}");
        Uni<String> uni = depot.uni();
        uni.subscribe().withSubscriber(UniAssertSubscriber.create()).assertFailedWith(InjectedFault.class);
        service.remove("broken");
        uni.subscribe().withSubscriber(UniAssertSubscriber.create()).assertCompleted();
    }

    @Test
    void theProtectionStandsOutsideAndEachAttemptIsHit() {
        enable("latency", "protected");
        assertThatThrownBy(() -> depot.guarded().await().atMost(Service.BOUND))
                .hasMessageContaining("'depot' did not answer within 100 ms");
        service.awaitHeld(0);
        assertThat(service.state().getInt("faults[0].injected")).isEqualTo(2);
    }
}
