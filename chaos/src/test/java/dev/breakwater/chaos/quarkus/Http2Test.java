package dev.breakwater.chaos.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.chaos.Chaos;
import dev.breakwater.chaos.fault.Behaviour;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.chaos.fault.Hang;
import dev.breakwater.chaos.fault.Match;
import dev.breakwater.chaos.fault.Reset;
import dev.breakwater.chaos.fault.SlowBody;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same edge where an embedder turned HTTP/2 on: many requests share a connection. */
@QuarkusTest
@TestProfile(GuardedTest.Guarded.class)
class Http2Test {
    @TestHTTPResource("/")
    URI http;

    @Inject
    Chaos chaos;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

    private CompletableFuture<HttpResponse<String>> begin() {
        HttpRequest request = HttpRequest.newBuilder(http.resolve("/stage")).build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    private void enable(Behaviour behaviour) {
        chaos.put(new Fault("f", behaviour, 1, Fault.HTTP, Match.all(), null));
    }

    private void awaitHeld(int count) {
        await().atMost(Service.BOUND).until(() -> chaos.held() == count);
    }

    @BeforeEach
    void speakHttp2() {
        assertThat(begin().join().version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @AfterEach
    void clear() {
        chaos.reset();
    }

    @Test
    void heldRequestsGoOnWhenTheFaultIsRemoved() {
        enable(new Hang(60_000));
        CompletableFuture<HttpResponse<String>> answer = begin();
        awaitHeld(1);
        chaos.remove("f");
        assertThat(answer)
                .succeedsWithin(Service.BOUND)
                .satisfies(released -> assertThat(released.body()).isEqualTo(StageResource.SCENE));
    }

    @Test
    void aCallerWhoLeavesFreesItsPlace() {
        enable(new Hang(60_000));
        CompletableFuture<HttpResponse<String>> answer = begin();
        awaitHeld(1);
        answer.cancel(true);
        awaitHeld(0);
    }

    @Test
    void aResetEndsTheOneRequest() {
        enable(new Reset());
        assertThat(begin()).failsWithin(Service.BOUND).withThrowableThat().withCauseInstanceOf(IOException.class);
        chaos.remove("f");
        assertThat(begin())
                .succeedsWithin(Service.BOUND)
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    }

    @Test
    void bodiesCannotBeSlowedAndSaySo() {
        enable(new SlowBody(60_000, 0));
        assertThat(begin()).succeedsWithin(Service.BOUND).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("X-Chaos-Fault")).contains("f");
            assertThat(answer.body()).contains("fault 'f' cannot slow, because it came in HTTP/2, GET /stage");
        });
    }
}
