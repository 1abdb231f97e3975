package dev.breakwater.order;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** A service that may go and come back under the same address. */
public final class Neighbour {
    private final int port = freePort();
    private WireMockServer server;

    /** Nothing listens any more. */
    public void goes() {
        server.stop();
    }

    void comesBack() {
        server = new WireMockServer(
                options().bindAddress("127.0.0.1").port(port).jettyAcceptors(1).globalTemplating(true));
        server.start();
    }

    /** There again, with nothing to answer and nothing asked. */
    void forgets() {
        if (!server.isRunning()) {
            comesBack();
        }
        server.resetAll();
    }

    void answers(MappingBuilder answer) {
        server.stubFor(answer);
    }

    List<LoggedRequest> asked(RequestPatternBuilder pattern) {
        return server.findAll(pattern);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
