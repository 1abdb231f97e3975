package dev.breakwater.manifests;

import static dev.breakwater.manifests.Manifests.container;
import static dev.breakwater.manifests.Manifests.elements;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Kubernetes would give each container: manifests together with the secrets they refer to. */
public final class Installation {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Z_]+)\\)");

    private final Manifests manifests;
    private final Manifests secrets;

    private Installation(Manifests manifests, Manifests secrets) {
        this.manifests = manifests;
        this.secrets = secrets;
    }

    /** {@code overlays/local} with chaos, and secrets made up as its user would make them up. */
    public static Installation localWithChaos() {
        return new Installation(Manifests.parse(Kustomize.render("overlays/local", "chaos")), madeUpSecrets());
    }

    /** What {@code k8s/make-secrets} prints. */
    static Manifests madeUpSecrets() {
        try {
            Process make = new ProcessBuilder(
                            Project.ROOT.resolve("k8s/make-secrets").toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return Manifests.parse(new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode workload(String name) {
        return manifests
                .workloads()
                .filter(workload -> Manifests.name(workload).equals(name))
                .findFirst()
                .orElseThrow();
    }

    public String image(String workload) {
        return container(workload(workload)).path("image").asText();
    }

    public long memoryBytes(String workload) {
        return Quantity.getAmountInBytes(Quantity.parse(container(workload(workload))
                        .at("/resources/limits/memory")
                        .asText()))
                .longValueExact();
    }

    public List<String> arguments(String workload) {
        Map<String, String> environment = environment(workload);
        return elements(container(workload(workload)).path("args"))
                .map(argument -> expand(argument.asText(), environment))
                .toList();
    }

    /** The container's variables, with the values that the manifests and the secrets give them. */
    public Map<String, String> environment(String workload) {
        Map<String, String> environment = new LinkedHashMap<>();
        elements(container(workload(workload)).path("env"))
                .forEach(variable -> environment.put(variable.path("name").asText(), value(variable, environment)));
        return environment;
    }

    /** A value of a secret. */
    public String secret(String name, String key) {
        return secrets.one("Secret", name).path("stringData").path(key).asText();
    }

    /** A reference sees the variables before its own alone, as in Kubernetes. */
    private String value(JsonNode variable, Map<String, String> before) {
        JsonNode from = variable.path("valueFrom");
        if (from.has("secretKeyRef")) {
            return secret(
                    from.at("/secretKeyRef/name").asText(),
                    from.at("/secretKeyRef/key").asText());
        }
        if (from.has("configMapKeyRef")) {
            return manifests
                    .one("ConfigMap", from.at("/configMapKeyRef/name").asText())
                    .path("data")
                    .path(from.at("/configMapKeyRef/key").asText())
                    .asText();
        }
        return expand(variable.path("value").asText(), before);
    }

    private static String expand(String text, Map<String, String> environment) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference ->
                        Matcher.quoteReplacement(environment.getOrDefault(reference.group(1), reference.group())));
    }
}
