package dev.breakwater.manifests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tool that renders manifests: {@code kubectl kustomize}, or {@code kustomize build}, whichever is installed. */
final class Kustomize {
    private static final Map<String, List<String>> TOOLS =
            Map.of("kubectl", List.of("kubectl", "kustomize"), "kustomize", List.of("kustomize", "build"));

    private static final boolean IS_THERE = look();

    private Kustomize() {}

    /** Whether it can render. In CI its absence is a failure and no reason to skip: there this is always true. */
    static boolean isThere() {
        return IS_THERE;
    }

    private static boolean look() {
        boolean isThere = "true".equals(System.getenv("CI")) || tool().isPresent();
        if (!isThere) {
            System.out.println("The manifests are not checked: neither kubectl nor kustomize is installed");
        }
        return isThere;
    }

    /** Renders an overlay with some components more, as a user would who lists them in a file of their own. */
    static String render(String overlay, String... components) {
        try {
            Path directory = Files.createDirectories(Path.of("target", "kustomize"));
            Path installation = Files.createTempDirectory(directory, "installation");
            Files.writeString(
                    installation.resolve("kustomization.yaml"),
                    "resources:\n" + entry(installation, overlay) + "components:\n"
                            + String.join(
                                    "",
                                    Stream.of(components)
                                            .map(component -> entry(installation, "components/" + component))
                                            .toList())
                            + "namespace: breakwater\n");
            return run(installation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String entry(Path installation, String target) {
        Path from = installation.toAbsolutePath();
        return "  - " + from.relativize(Project.ROOT.resolve("k8s").resolve(target)) + "\n";
    }

    private static String run(Path directory) throws IOException {
        List<String> command = Stream.concat(
                        tool()
                                .orElseThrow(
                                        () -> new IllegalStateException("neither kubectl nor kustomize is installed"))
                                .stream(),
                        Stream.of(directory.toString()))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String manifests = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
        return manifests;
    }

    private static Optional<List<String>> tool() {
        return TOOLS.entrySet().stream()
                .filter(tool -> isInstalled(tool.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
