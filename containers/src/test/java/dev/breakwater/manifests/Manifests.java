package dev.breakwater.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rendered manifests, as they are written. */
record Manifests(List<JsonNode> all) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static Manifests parse(String text) {
        try {
            return new Manifests(
                    YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<JsonNode> ofKind(String kind) {
        return all.stream().filter(manifest -> manifest.path("kind").asText().equals(kind));
    }

    JsonNode one(String kind, String name) {
        return ofKind(kind)
                .filter(manifest -> name(manifest).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
    }

    /** Everything that runs pods. */
    Stream<JsonNode> workloads() {
        return Stream.concat(ofKind("Deployment"), ofKind("StatefulSet"));
    }

    /** The instances of our own services, the canary's among them. */
    Stream<JsonNode> services() {
        return ofKind("Deployment")
                .filter(deployment -> deployment.at("/metadata/labels").has("breakwater.dev/service"));
    }

    /** Whether an object that selects pods by these labels selects the pods of the workload. */
    static boolean selects(JsonNode labels, JsonNode workload) {
        JsonNode has = workload.at("/spec/template/metadata/labels");
        return labels.properties().stream().allMatch(label -> label.getValue().equals(has.path(label.getKey())));
    }

    /** The same for a selector with expressions, of which our manifests use {@code In} alone. */
    static boolean matches(JsonNode selector, JsonNode workload) {
        JsonNode has = workload.at("/spec/template/metadata/labels");
        return selects(selector.path("matchLabels"), workload)
                && elements(selector.path("matchExpressions")).allMatch(expression -> {
                    if (!expression.path("operator").asText().equals("In")) {
                        throw new IllegalArgumentException("only In is understood here, but not " + expression);
                    }
                    return elements(expression.path("values"))
                            .anyMatch(has.path(expression.path("key").asText())::equals);
                });
    }

    static JsonNode container(JsonNode workload) {
        return workload.at("/spec/template/spec/containers/0");
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }
}
