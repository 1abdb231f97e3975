package dev.breakwater.manifests;

import static dev.breakwater.manifests.Manifests.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the compose file promises, as far as it can be read off it. */
class ComposeTest {
    private static final long LIMIT_MEBIBYTES = 1536;

    // SnakeYAML itself resolves the file's anchors and merges; Jackson's parser of YAML does not.
    private final JsonNode services = new ObjectMapper()
            .<JsonNode>valueToTree(new Yaml().<Map<String, Object>>load(Project.read("docker-compose.yml")))
            .path("services");

    @Test
    void everyContainerIsContained() {
        assertThat(services).hasSizeGreaterThanOrEqualTo(7).allSatisfy(service -> {
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(service.path("cap_drop")).hasToString("[\"ALL\"]");
            assertThat(service.path("security_opt")).hasToString("[\"no-new-privileges:true\"]");
            assertThat(service.path("image").asText()).matches(".+:v?\\d[\\w.-]*");
        });
    }

    @Test
    void allOfItFitsIntoOneAndAHalfGigabytes() {
        assertThat(services).allMatch(service -> service.path("memswap_limit").equals(service.path("mem_limit")));
        long mebibytes = elements(services)
                .mapToLong(service ->
                        Long.parseLong(service.path("mem_limit").asText().replaceAll("m$", "")))
                .sum();
        assertThat(mebibytes).isLessThanOrEqualTo(LIMIT_MEBIBYTES);
    }

    @Test
    void nothingIsPublishedBeyondThisMachine() {
        assertThat(elements(services).flatMap(service -> elements(service.path("ports"))))
                .isNotEmpty()
                .allMatch(port -> port.asText().startsWith("127.0.0.1:"));
    }

    @Test
    void everyEnvironmentVariableIsSomethingThatTheServiceReads() {
        for (String service : List.of("order", "payment", "fraud", "recommendation")) {
            Environment read = Environment.of(service + "-service");
            Stream<String> set = services.path(service + "-service").path("environment").properties().stream()
                    .map(Map.Entry::getKey);
            assertThat(set).isNotEmpty().allMatch(read::isRead);
        }
    }
}
