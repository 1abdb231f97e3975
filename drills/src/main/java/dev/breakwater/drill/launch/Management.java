package dev.breakwater.drill.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The management interface of one instance. */
public final class Management {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Instance instance;
    private final URI base;

    Management(Instance instance, URI base) {
        this.instance = instance;
        this.base = base;
    }

    /** Where it is. */
    public URI address() {
        return base;
    }

    /** Whether the service says that it is ready. */
    public boolean isReady() {
        try {
            return exchange(request("/q/health/ready").GET()).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false; // it does not listen yet
        }
    }

    /** What it answers to a {@code GET}. */
    public JsonNode get(String path) {
        return json(good(request(path).GET()));
    }

    /** What it answers to a {@code PUT}. */
    public JsonNode put(String path, Map<String, ?> body) {
        try {
            return json(good(request(path)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it answers to a {@code POST} that says nothing. */
    public JsonNode post(String path) {
        return json(good(request(path).POST(BodyPublishers.noBody())));
    }

    /** What it answers to a {@code DELETE}. */
    public JsonNode delete(String path) {
        return json(good(request(path).DELETE()));
    }

    /** Its metrics at this moment. */
    public Metrics metrics() {
        return Metrics.parse(good(request("/q/metrics").GET()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    private String good(HttpRequest.Builder request) {
        HttpResponse<String> answer = exchange(request);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(instance.name() + " answers " + answer.statusCode() + " to "
                    + answer.request().method() + " " + answer.uri() + ": " + answer.body());
        }
        return answer.body();
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException());
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
