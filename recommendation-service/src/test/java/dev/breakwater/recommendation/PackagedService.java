package dev.breakwater.recommendation;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The service as it is shipped: a process of its own on free ports, with chaos. */
public final class PackagedService implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final int http = freePort();
    private final int management = freePort();
    private final Process process;

    private PackagedService(String... properties) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:-UsePerfData");
        command.add("-Dquarkus.http.port=" + http);
        command.add("-Dquarkus.management.port=" + management);
        for (String property : properties) {
            command.add("-D" + property);
        }
        command.add("-jar");
        command.add(Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        ProcessBuilder java = new ProcessBuilder(command).inheritIO();
        java.environment().put("CHAOS_ENABLED", "true");
        try {
            process = java.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it with these properties, each {@code name=value}, and waits until it is ready. */
    public static PackagedService start(String... properties) {
        PackagedService service = new PackagedService(properties);
        try {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> service.readiness() == 200);
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
    }

    public CompletableFuture<HttpResponse<String>> recommendations(String customerId) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/recommendations/" + customerId)));
    }

    int readiness() {
        return send(management("/q/health/ready")).join().statusCode();
    }

    String chaos() {
        return send(management("/chaos")).join().body();
    }

    public void breaks(String fault) {
        HttpResponse<String> answer = send(management("/chaos/faults/test").PUT(BodyPublishers.ofString(fault)))
                .join();
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer + ": " + answer.body());
        }
    }

    /** Asks it to end, as an operator does. */
    void terminate() {
        process.destroy();
    }

    /** What it ended with. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("it runs on");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private HttpRequest.Builder management(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path));
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return client.sendAsync(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
