package dev.breakwater.manifests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** Every combination that the documentation names, rendered: an overlay and the components that are added to it. */
final class Installations {
    private static final Map<String, Manifests> ALL = Kustomize.isThere() ? render() : Map.of();

    private Installations() {}

    /** {@code .ci/manifests} reads the same list. */
    private static Map<String, Manifests> render() {
        Map<String, Manifests> all = new LinkedHashMap<>();
        Project.read("containers/src/test/resources/installations").lines().forEach(line -> {
            List<String> parts = List.of(line.split(" "));
            String[] components = parts.subList(1, parts.size()).toArray(String[]::new);
            all.put(line, Manifests.parse(Kustomize.render(parts.get(0), components)));
        });
        return all;
    }

    static Manifests of(String line) {
        return ALL.get(line);
    }

    static Stream<Arguments> every() {
        return ALL.entrySet().stream()
                .map(installation -> Arguments.of(Named.of(installation.getKey(), installation.getValue())));
    }
}
