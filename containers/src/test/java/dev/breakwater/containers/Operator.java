package dev.breakwater.containers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Writes to management, with the token it needs. */
final class Operator {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;

    Operator(String token) {
        this.token = token;
    }

    void put(URI address, String body) {
        send(HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    void post(URI address) {
        send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private void send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(
                    request.header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
