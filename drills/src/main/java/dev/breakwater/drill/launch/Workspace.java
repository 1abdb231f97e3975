package dev.breakwater.drill.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of one system: its database, its logs, its temporary files. */
public final class Workspace {
    private final Path directory;
    private final boolean isKept;
    private final boolean isFresh;

    private Workspace(Path directory, boolean isKept, boolean isFresh) {
        this.directory = directory;
        this.isKept = isKept;
        this.isFresh = isFresh;
    }

    /**
     * One whose data are there again at the next start.
     *
     * @param fresh whether those that are there now are thrown away first
     */
    public static Workspace kept(Path directory, boolean fresh) {
        return new Workspace(directory.toAbsolutePath(), true, fresh);
    }

    /** One that goes when the system ends. */
    public static Workspace throwAway() {
        try {
            return new Workspace(Files.createTempDirectory("breakwater-"), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path directory() {
        return directory;
    }

    Path database() {
        return directory.resolve("postgres");
    }

    Path log(String name) {
        return directory.resolve("logs").resolve(name + ".log");
    }

    Path temporary() {
        return directory.resolve("tmp");
    }

    /** What goes when the system ends. */
    Path passing() {
        return isKept ? temporary() : directory;
    }

    /** Makes the directories; data that an interrupted first start left half made go. */
    void open() throws IOException {
        if (isFresh) {
            delete(directory);
        } else if (!Files.exists(whole())) {
            delete(database());
        }
        delete(temporary());
        for (Path each : List.of(database(), temporary(), log("any").getParent())) {
            Files.createDirectories(each);
        }
    }

    /** From now on the data are worth keeping. */
    void markWhole() throws IOException {
        if (!Files.exists(whole())) {
            Files.createFile(whole());
        }
    }

    /** After the system ended. */
    void close() {
        delete(passing());
    }

    private Path whole() {
        return database().resolve("whole");
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
