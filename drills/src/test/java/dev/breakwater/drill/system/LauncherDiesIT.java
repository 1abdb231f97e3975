package dev.breakwater.drill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.drill.launch.LaunchException;
import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import dev.breakwater.drill.launch.Setup;
import dev.breakwater.drill.launch.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However a launcher ends, nothing that it started runs on, and no file of it stays. */
class LauncherDiesIT {
    private static final Duration STARTED = Duration.ofSeconds(60);
    private static final Duration GONE = Duration.ofSeconds(60);

    @TempDir
    Path temporary;

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of("SIGTERM", (Consumer<Process>) Process::destroy),
                Arguments.of("SIGKILL", (Consumer<Process>) Process::destroyForcibly));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void leavesNothingBehind(String signal, Consumer<Process> end) throws IOException {
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<ProcessHandle> started = await().atMost(STARTED).until(() -> everything(launcher), LauncherDiesIT::isWhole);

        end.accept(launcher);

        await().atMost(GONE).untilAsserted(() -> assertThat(started).noneMatch(ProcessHandle::isAlive));
        await().untilAsserted(() -> assertThat(directories()).isEmpty());
    }

    /** The services need not be ready: who is impatient ends a launcher in the middle of its work. */
    private static boolean isWhole(Set<ProcessHandle> started) {
        List<String> commands = started.stream().map(LauncherDiesIT::command).toList();
        long services = commands.stream()
                .filter(each -> each.contains("quarkus-run.jar"))
                .count();
        return services == Service.values().length && commands.stream().anyMatch(each -> each.contains("bin/postgres"));
    }

    /** PostgreSQL left the launcher's family when it became a server: its data directory is in its command. */
    private Set<ProcessHandle> everything(Process launcher) {
        Stream<ProcessHandle> servers =
                ProcessHandle.allProcesses().filter(process -> command(process).contains(temporary.toString()));
        return Stream.concat(launcher.descendants(), servers)
                .filter(process -> process.pid() != launcher.pid())
                .collect(Collectors.toSet());
    }

    private static String command(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    private List<Path> directories() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            return left.filter(Files::isDirectory).toList();
        }
    }

    static final class Launcher {
        public static void main(String[] arguments) throws LaunchException {
            Path home = Path.of("").toAbsolutePath().getParent();
            RunningSystem system = RunningSystem.start(Setup.throwAway(home, Variant.PROTECTED));
            system.trouble().join();
        }
    }
}
