package dev.breakwater.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are: Maven runs a module's tests in the module's directory. */
public final class Project {
    public static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Project() {}

    public static String read(String path) {
        return read(ROOT.resolve(path));
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
