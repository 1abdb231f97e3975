package dev.breakwater.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Compares a bill of materials (CycloneDX) with advisories as OSV publishes them: a directory of JSON files, each of which
 * lists the packages and the versions it affects (<a href="https://ossf.github.io/osv-schema/">OSV schema</a>). Advisories
 * that name ranges and no versions are matched by their {@code fixed} event being another version than ours, which may
 * find too much and never too little.
 */
final class Audit {
    private static final JsonMapper JSON = new JsonMapper();

    /** Versions by {@code group:artifact}. */
    private final Map<String, String> components = new HashMap<>();

    Audit(JsonNode bom) {
        elements(bom.path("components"))
                .filter(component -> component.path("purl").asText().startsWith("pkg:maven/"))
                .forEach(component -> components.put(
                        component.path("group").asText() + ":"
                                + component.path("name").asText(),
                        component.path("version").asText()));
    }

    int size() {
        return components.size();
    }

    /** Each finding as package, version and advisory. */
    List<String> findings(Path advisories) {
        try (Stream<Path> files = Files.walk(advisories)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(Audit::read)
                    .filter(advisory -> !advisory.has("withdrawn"))
                    .flatMap(this::affected)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> affected(JsonNode advisory) {
        return elements(advisory.path("affected"))
                .filter(affected -> affected.at("/package/ecosystem").asText().equals("Maven"))
                .filter(this::isAffected)
                .map(affected -> affected.at("/package/name").asText())
                .distinct()
                .map(name -> name + " " + components.get(name) + ": "
                        + advisory.path("id").asText() + " "
                        + advisory.path("summary").asText());
    }

    private boolean isAffected(JsonNode affected) {
        String version = components.get(affected.at("/package/name").asText());
        if (version == null) {
            return false;
        }
        JsonNode versions = affected.path("versions");
        return versions.isEmpty()
                ? elements(affected.path("ranges"))
                        .flatMap(range -> elements(range.path("events")))
                        .noneMatch(event -> event.path("fixed").asText().equals(version))
                : elements(versions).anyMatch(each -> each.asText().equals(version));
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
