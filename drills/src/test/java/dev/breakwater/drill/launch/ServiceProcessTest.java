package dev.breakwater.drill.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void anObituaryHasTheExitCodeAndTheEndOfTheLog() throws IOException {
        ServiceProcess process = start("seq 1 100; echo no room on $DISK; exit 7");
        process.onExit().join();

        assertThat(process.obituary())
                .startsWith("a-service ended by itself (exit code 7)")
                .endsWith("99\n100\nno room on sda1")
                .doesNotContain("\n10\n");
    }

    @Test
    void endsWhenItIsAskedTo() throws IOException {
        ServiceProcess process = start("sleep 600");
        process.terminate();
        process.awaitEnd(LONG);

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void whatDoesNotEndWhenAskedIsEnded() throws IOException {
        ServiceProcess process = start("trap '' TERM; while :; do sleep 0.1; done");
        process.terminate();
        process.awaitEnd(SHORT);

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void ctrlCInTheTerminalIsForTheLauncher() throws IOException, InterruptedException {
        ServiceProcess process = start("echo begins; sleep 600");
        await().until(() -> Files.readString(directory.resolve("a.log")).contains("begins"));
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        process.awaitEnd(SHORT);

        assertThat(process.obituary()).contains("exit code 137"); // it had to be killed
    }

    private ServiceProcess start(String script) throws IOException {
        return ServiceProcess.start(
                "a-service", List.of("sh", "-c", script), Map.of("DISK", "sda1"), directory.resolve("a.log"));
    }
}
