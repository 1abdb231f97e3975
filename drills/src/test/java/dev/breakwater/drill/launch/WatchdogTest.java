package dev.breakwater.drill.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against real processes: a launcher of its own that is killed, or stops as it should. */
class WatchdogTest {

    @TempDir
    Path directory;

    @Test
    void endsWhatAKilledLauncherLeft() throws IOException {
        Process launcher = launch();
        List<Long> pids = pids(launcher);

        launcher.destroyForcibly();

        await().untilAsserted(() -> assertThat(alive(pids)).isEmpty());
        await().until(() -> !Files.exists(directory.resolve("data")));
    }

    @Test
    void leavesAloneWhatEndedBefore() throws IOException {
        Process launcher = launch();
        List<Long> pids = pids(launcher);
        ProcessHandle released = ProcessHandle.of(pids.get(0)).orElseThrow();
        order(launcher, "release");

        launcher.destroyForcibly();

        await().untilAsserted(() -> assertThat(alive(pids)).containsExactly(released.pid()));
        released.destroyForcibly();
    }

    @Test
    void doesNothingWhereTheLauncherDismissesIt() throws IOException {
        Process launcher = launch();
        List<Long> pids = pids(launcher);
        order(launcher, "dismiss");

        await().until(() -> !launcher.isAlive());
        assertThat(alive(pids)).hasSize(2);
        assertThat(directory.resolve("data")).exists();
        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<Long> pids(Process launcher) throws IOException {
        BufferedReader out = launcher.inputReader(); // the same one each time
        return List.of(Long.parseLong(out.readLine()), Long.parseLong(out.readLine()));
    }

    private static void order(Process launcher, String order) throws IOException {
        launcher.outputWriter().append(order).append('\n').flush();
        assertThat(launcher.inputReader().readLine()).isEqualTo("done");
    }

    private static List<Long> alive(List<Long> pids) {
        return pids.stream()
                .filter(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .toList();
    }

    /** Starts two processes that end by themselves much later, tells their ids, and does what it is told. */
    static final class Launcher {
        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[0]);
            Watchdog watchdog = new Watchdog();
            watchdog.removeAtTheEnd(Files.createDirectories(directory.resolve("data")));
            ServiceProcess first = start(directory, watchdog);
            start(directory, watchdog);
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
            if (orders.readLine().equals("release")) {
                watchdog.release(first.pid());
                System.out.println("done");
                orders.readLine();
            } else {
                watchdog.close();
                System.out.println("done");
            }
        }

        private static ServiceProcess start(Path directory, Watchdog watchdog) throws IOException {
            ServiceProcess process =
                    ServiceProcess.start("sleeper", List.of("sleep", "600"), Map.of(), directory.resolve("log"));
            watchdog.guard(process.pid());
            System.out.println(process.pid());
            return process;
        }
    }
}
