package dev.breakwater.chaos.quarkus;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The service under test, as its callers and its operators see it. */
record Service(URI http, URI management) {
    /** Longer than anything here takes, shorter than any hold that must be cut short. */
    static final Duration BOUND = Duration.ofSeconds(30);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Enables a fault, from JSON with single quotes. */
    JsonPath enable(String name, String json) {
        Response answer = put("/chaos/faults/" + name, json);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    JsonPath remove(String name) {
        return given().delete(management.resolve("/chaos/faults/" + name)).jsonPath();
    }

    Response put(String path, String json) {
        return given().body(json.replace('\'', '"')).put(management.resolve(path));
    }

    JsonPath reset() {
        return given().post(management.resolve("/chaos/reset")).jsonPath();
    }

    JsonPath state() {
        return given().get(management.resolve("/chaos")).jsonPath();
    }

    void awaitHeld(int count) {
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(state().getInt("held")).isEqualTo(count));
    }

    HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(request(path).build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> begin(HttpRequest.Builder request) {
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> begin(String path) {
        return begin(request(path));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(http.resolve(path));
    }

    /** A connection with a request on it, whose answer nobody reads yet. */
    Socket connect(String method, String path, String body) {
        try {
            Socket socket = new Socket(http.getHost(), http.getPort());
            socket.setSoTimeout((int) BOUND.toMillis());
            String request = method + " " + path + " HTTP/1.1\r\nHost: stage\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
