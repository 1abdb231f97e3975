package dev.breakwater.recommendation.cache;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A real Redis, where the machine has one: a process on a free port that keeps nothing on disk. */
public class RedisServer implements QuarkusTestResourceLifecycleManager {
    private static final String BINARY = "redis-server";

    private final int port = freePort();
    private Process process;

    /** Whether there is a {@code redis-server} in the PATH. */
    public static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, BINARY)));
    }

    @Override
    public Map<String, String> start() {
        run();
        return Map.of("quarkus.redis.hosts", address(), "chaos.enabled", "true");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(RedisServer.class));
    }

    /** Where it is, when it is. */
    String address() {
        return "redis://127.0.0.1:" + port;
    }

    /** Whether anything was remembered in it. */
    boolean hasKeys() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("DBSIZE\r\n".getBytes(StandardCharsets.US_ASCII));
            return !new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine()
                    .equals(":0");
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    /** Begins, empty. */
    void run() {
        try {
            process = new ProcessBuilder(
                            BINARY, "--bind", "127.0.0.1", "--port", "" + port, "--save", "", "--appendonly", "no")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says nothing any more, but keeps its connections. */
    void hang() {
        signal("STOP");
    }

    /** Ends a hang. */
    void goOn() {
        signal("CONT");
    }

    /** Ends at once, as if the machine had died. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void stop() {
        if (process != null) {
            kill();
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, "" + process.pid())
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
