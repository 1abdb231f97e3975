package dev.breakwater.drill.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One process that writes a log. */
final class ServiceProcess {
    /** Ctrl-C reaches every process of the terminal: the launcher alone acts on it, and ends the others in order. */
    private static final List<String> DEAF_TO_THE_TERMINAL = List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private static final int TAIL_LINES = 20;

    /** A process that was killed is gone sooner. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final Path log;

    private ServiceProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static ServiceProcess start(String name, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        List<String> whole = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        process.getOutputStream().close();
        return new ServiceProcess(name, process, log);
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Asks it to end. */
    void terminate() {
        process.destroy();
    }

    /** Ends it, as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(LONGEST);
    }

    /**
     * Waits for its end for so long, and then ends it. Not through {@link Process#onExit}: that completes in the common
     * pool, which may have but one thread, and that one may wait for us.
     */
    void awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly().waitFor(LONGEST.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** How it ended and the last lines of its log, for the one who wonders why. */
    String obituary() {
        return name + " ended by itself (exit code " + process.exitValue() + "); the end of " + log + ":\n" + tail();
    }

    String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + e.getMessage() + ")";
        }
    }
}
