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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * Compares a bill of materials (CycloneDX) with advisories as OSV publishes them: a directory of JSON files, each of which
 * gives the packages it affects with versions, ranges of versions, or both. A version is affected that is listed or lies in
 * a range (<a href="https://ossf.github.io/osv-schema/#evaluation">OSV schema, evaluation</a>); versions are ordered as
 * Maven orders them.
 */
final class Audit {
    private static final JsonMapper JSON = new JsonMapper();

    /** Versions by {@code group:artifact}: one may be there twice, for two services. */
    private final Map<String, Set<String>> components = new HashMap<>();

    Audit(JsonNode bom) {
        elements(bom.path("components"))
                .filter(component -> component.path("purl").asText().startsWith("pkg:maven/"))
                .forEach(component -> components
                        .computeIfAbsent(
                                component.path("group").asText() + ":"
                                        + component.path("name").asText(),
                                artifact -> new TreeSet<>())
                        .add(component.path("version").asText()));
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
                .flatMap(affected -> ours(affected)
                        .map(version -> affected.at("/package/name").asText() + " " + version))
                .distinct()
                .map(what -> what + ": " + advisory.path("id").asText() + " "
                        + advisory.path("summary").asText());
    }

    /** Those of our versions of the package that are affected. */
    private Stream<String> ours(JsonNode affected) {
        return components.getOrDefault(affected.at("/package/name").asText(), Set.of()).stream()
                .filter(version -> isListed(affected, version) || isInARange(affected, version));
    }

    private static boolean isListed(JsonNode affected, String version) {
        return elements(affected.path("versions"))
                .anyMatch(each -> each.asText().equals(version));
    }

    private static boolean isInARange(JsonNode affected, String version) {
        return elements(affected.path("ranges"))
                .filter(range -> !range.path("type").asText().equals("GIT")) // commits, and no versions
                .anyMatch(range -> isIn(range, new ComparableVersion(version)));
    }

    /** Whether the last event up to the version opens the range. */
    private static boolean isIn(JsonNode range, ComparableVersion version) {
        // "0" stands for the time before all versions, those called 0-alpha among them.
        boolean isOpen = elements(range.path("events"))
                .anyMatch(event -> event.path("introduced").asText().equals("0"));
        for (Event event :
                elements(range.path("events")).map(Event::of).sorted().toList()) {
            int reached = version.compareTo(event.version());
            if (reached > 0 || reached == 0 && event.counts()) {
                isOpen = event.opens();
            }
        }
        return isOpen;
    }

    /**
     * Where a range begins or ends.
     *
     * @param counts whether already at this version, or only after it
     */
    private record Event(ComparableVersion version, boolean opens, boolean counts) implements Comparable<Event> {
        static Event of(JsonNode event) {
            Map.Entry<String, JsonNode> only = event.properties().iterator().next();
            String version = only.getValue().asText();
            return switch (only.getKey()) {
                case "introduced" -> new Event(new ComparableVersion(version), true, true);
                case "fixed" -> new Event(new ComparableVersion(version), false, true);
                case "last_affected" -> new Event(new ComparableVersion(version), false, false);
                default -> throw new IllegalArgumentException("not an event of a range that is understood: " + event);
            };
        }

        @Override
        public int compareTo(Event other) {
            return version.compareTo(other.version);
        }
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
