package dev.breakwater.drill.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A shell that ends what this process started, and removes its directory, when this process dies in a way that lets it
 * end nothing itself ({@code kill -9}). It learns of that death because its input ends.
 */
final class Watchdog implements AutoCloseable {
    private final Process shell;
    private final OutputStream orders;

    Watchdog() {
        try (InputStream script = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            shell = new ProcessBuilder("sh", "-c", new String(script.readAllBytes(), StandardCharsets.UTF_8))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        orders = shell.getOutputStream();
    }

    void guard(long pid) {
        order("guard " + pid);
    }

    void release(long pid) {
        order("release " + pid);
    }

    void guardDatabase(Path pidFile) {
        order("database " + pidFile);
    }

    void removeAtTheEnd(Path directory) {
        order("remove " + directory);
    }

    @Override
    public void close() {
        order("dismiss");
        try {
            shell.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void order(String line) {
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            orders.flush();
        } catch (IOException e) {
            if (shell.isAlive()) {
                throw new UncheckedIOException(e);
            }
            // Somebody killed it: the system goes on without.
        }
    }
}
