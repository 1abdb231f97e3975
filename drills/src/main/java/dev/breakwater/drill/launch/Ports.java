package dev.breakwater.drill.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Where a system listens on 127.0.0.1: each service's HTTP and management port, and the database's.
 *
 * <p>Free ports come in blocks below the range from which outgoing connections get theirs, so that none of those takes
 * a port between its choice and its use. Whoever uses a block holds its last port, so that systems started at the same
 * moment get different blocks.
 */
public final class Ports implements AutoCloseable {
    private static final int STANDARD = 8081;
    private static final int STANDARD_MANAGEMENT = 9081;
    private static final int BETWEEN_INSTANCES = 10;
    private static final int FIRST_BLOCK = 20_000;
    private static final int BLOCKS = 375;
    private static final int BLOCK = 32;
    private static final int TRIES = 100;

    private final int http;
    private final int management;
    private final int database;
    private final ServerSocket claim;

    private Ports(int http, int management, int database, ServerSocket claim) {
        this.http = http;
        this.management = management;
        this.database = database;
        this.claim = claim;
    }

    /** 8081 to 8084 and 9081 to 9084, a second instance's 10 higher; the database's is any that is free. */
    public static Ports standard() throws LaunchException {
        return claimBlock(STANDARD, STANDARD_MANAGEMENT);
    }

    /** Any that are free. */
    public static Ports free() throws LaunchException {
        return claimBlock(0, 0);
    }

    /** An instance's HTTP port. */
    int http(Instance instance) {
        return http + offset(instance);
    }

    /** An instance's management port. */
    int management(Instance instance) {
        return management + offset(instance);
    }

    private static int offset(Instance instance) {
        return instance.service().ordinal() + BETWEEN_INSTANCES * (instance.number() - 1);
    }

    /** The database's port. */
    int database() {
        return database;
    }

    /** The ports of these instances that something else listens on, in words: {@code 8081 (order-service)}. */
    List<String> taken(List<Instance> instances) {
        List<String> taken = new ArrayList<>();
        for (Instance instance : instances) {
            if (isTaken(http(instance))) {
                taken.add(http(instance) + " (" + instance.name() + ")");
            }
            if (isTaken(management(instance))) {
                taken.add(management(instance) + " (" + instance.name() + ", management)");
            }
        }
        return taken;
    }

    /** Lets others have the ports. */
    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException e) {
            throw new IllegalStateException("a port that was held cannot be let go", e);
        }
    }

    /** Zero stands for a port of the block. */
    private static Ports claimBlock(int http, int management) throws LaunchException {
        int services = Service.values().length;
        for (int i = 0; i < TRIES; i++) {
            int base = FIRST_BLOCK + BLOCK * ThreadLocalRandom.current().nextInt(BLOCKS);
            ServerSocket claim = listen(base + BLOCK - 1);
            if (claim == null) {
                continue;
            }
            Ports ports = new Ports(
                    http == 0 ? base : http,
                    management == 0 ? base + services : management,
                    base + 2 * services,
                    claim);
            if (IntStream.range(base, base + BLOCK - 1).noneMatch(Ports::isTaken)) {
                return ports;
            }
            ports.close();
        }
        throw new LaunchException("no free ports between " + FIRST_BLOCK + " and " + (FIRST_BLOCK + BLOCK * BLOCKS));
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = listen(port)) {
            return socket == null;
        } catch (IOException e) {
            return true;
        }
    }

    /** Null where somebody else listens. */
    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true); // connections that ended a moment ago do not count
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            return null;
        }
    }
}
