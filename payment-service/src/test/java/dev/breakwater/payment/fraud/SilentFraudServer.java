package dev.breakwater.payment.fraud;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fraud-service that reads requests and never answers. It watches at its sockets how its callers give up. */
public class SilentFraudServer implements QuarkusTestResourceLifecycleManager {
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private ServerSocket listener;

    /** A request that arrived. */
    public static final class Exchange {
        private final long arrivedNanos = System.nanoTime();
        private final CompletableFuture<Long> closedNanos = new CompletableFuture<>();

        /** Whether its caller has closed the connection. */
        public boolean isClosed() {
            return closedNanos.isDone();
        }

        /** How long its caller kept the connection open; waits for the end. */
        public Duration lasted() {
            return Duration.ofNanos(closedNanos.join() - arrivedNanos);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
        return Map.of("quarkus.rest-client.fraud.url", "http://127.0.0.1:" + listener.getLocalPort());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(SilentFraudServer.class));
    }

    @Override
    public void stop() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The requests so far, the earliest first. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    private void accept() throws IOException {
        while (true) {
            Socket caller = listener.accept();
            daemon(() -> listen(caller));
        }
    }

    private void listen(Socket caller) throws IOException {
        try (caller) {
            InputStream in = caller.getInputStream();
            byte[] request = in.readNBytes(1);
            Exchange exchange = new Exchange();
            if (request.length == 1) {
                exchanges.add(exchange);
            }
            awaitEnd(in);
            exchange.closedNanos.complete(System.nanoTime());
        }
    }

    private static void awaitEnd(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException reset) {
            // closed the hard way
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // the server has stopped
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
