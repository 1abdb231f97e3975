package dev.breakwater.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A real PostgreSQL behind a line that a test can cut, mend and let hang: {@link PostgresTestResource}, with the same
 * argument, for the tests of what a service does without its database. The line is cut at the start.
 */
public class DatabaseLine implements QuarkusTestResourceLifecycleManager {
    private enum State {
        CUT,
        OPEN,
        HANGING
    }

    private final PostgresTestResource postgres = new PostgresTestResource();
    private final Set<Closeable> connections = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;
    private int databasePort;
    private State state = State.CUT;

    @Override
    public void init(Map<String, String> arguments) {
        postgres.init(arguments);
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> config = new HashMap<>(postgres.start());
        databasePort = port(config.get("quarkus.datasource.reactive.url"));
        listen();
        config.replaceAll((key, value) -> value.replace(":" + databasePort + "/", ":" + listener.getLocalPort() + "/"));
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(DatabaseLine.class));
    }

    @Override
    public void stop() {
        cut();
        close(listener);
        postgres.stop();
    }

    /** Lets everything through. */
    public synchronized void mend() {
        state = State.OPEN;
        notifyAll();
    }

    /** Closes every connection, and every new one at once. */
    public synchronized void cut() {
        state = State.CUT;
        connections.forEach(DatabaseLine::close);
        connections.clear();
        notifyAll();
    }

    /** Lets nothing through and says nothing. */
    public synchronized void hang() {
        state = State.HANGING;
    }

    private synchronized void awaitEndOfHang() throws InterruptedException {
        while (state == State.HANGING) {
            wait();
        }
    }

    private synchronized boolean isCut() {
        return state == State.CUT;
    }

    private void listen() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            if (isCut()) {
                close(client);
            } else {
                Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
                connections.add(client);
                connections.add(database);
                daemon(() -> copy(client, database));
                daemon(() -> copy(database, client));
            }
        }
    }

    private void copy(Socket from, Socket to) throws IOException, InterruptedException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8_192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                awaitEndOfHang();
                out.write(buffer, 0, length);
            }
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                // the line was cut
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static int port(String url) {
        return URI.create(url).getPort();
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
