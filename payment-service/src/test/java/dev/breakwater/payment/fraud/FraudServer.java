package dev.breakwater.payment.fraud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.notContaining;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

/** fraud-service as its callers see it, well or ill; and the service under test may be broken too. */
public class FraudServer implements QuarkusTestResourceLifecycleManager {
    private static final String PATH = "/assessments";

    private final int port = freePort();
    private String chargeDeadline;
    private WireMockServer server;

    /** {@code charge-deadline}, where a test is not about time, is as much as a busy machine may need. */
    @Override
    public void init(Map<String, String> arguments) {
        chargeDeadline = arguments.getOrDefault("charge-deadline", "950ms");
    }

    @Override
    public Map<String, String> start() {
        comesBack();
        decides("ALLOW");
        return Map.of(
                "quarkus.rest-client.fraud.url",
                "http://127.0.0.1:" + port,
                "resilience.deadlines.charge",
                chargeDeadline,
                "chaos.enabled",
                "true");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(FraudServer.class));
    }

    @Override
    public void stop() {
        server.stop();
    }

    /** Well again, whatever it was; everything is allowed and nothing was asked. */
    public void recovers() {
        if (!server.isRunning()) {
            comesBack();
        }
        server.resetAll();
        decides("ALLOW");
    }

    /** Judges every charge so. */
    public void decides(String decision) {
        answers(200, """
                {"score": 0.5, "decision": "%s", "reasons": ["because"]}
                """.formatted(decision));
    }

    /** Answers JSON, or what should be. */
    public void answers(int status, String body) {
        answers(aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body));
    }

    /** Answers anything. */
    public void answers(ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlEqualTo(PATH)).willReturn(answer));
    }

    /** Nothing listens any more. */
    public void goes() {
        server.stop();
    }

    /** What it was asked since it last recovered, but for the service's rehearsal, which goes on beside the first test. */
    public List<LoggedRequest> asked() {
        return server.findAll(postRequestedFor(urlEqualTo(PATH)).withRequestBody(notContaining("rehearsal")));
    }

    private void comesBack() {
        server =
                new WireMockServer(options().bindAddress("127.0.0.1").port(port).jettyAcceptors(1));
        server.start();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
