package dev.breakwater.containers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a customer got, and after how long.
 *
 * @param took from the request to the whole answer
 */
record Answer(int status, JsonNode body, HttpResponse<String> response, Duration took) {
    private static final JsonMapper JSON = new JsonMapper();

    static Answer of(HttpResponse<String> response, Duration took) {
        try {
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response, took);
        } catch (JsonProcessingException e) {
            throw new AssertionError(response + " has no JSON: " + response.body(), e);
        }
    }

    /** A field of the answer, such as {@code /payment/fraudCheck}. */
    String at(String pointer) {
        return body.at(pointer).asText();
    }

    List<String> degraded() {
        return StreamSupport.stream(body.path("degraded").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    boolean isUndegraded() {
        return status == 201 && degraded().isEmpty();
    }

    @Override
    public String toString() {
        return status + " after " + took.toMillis() + " ms: " + body;
    }
}
