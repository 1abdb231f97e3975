package dev.breakwater.resilience.quarkus;

import java.net.URI;

/** Where an instance is: scheme, host and port, and no more. */
final class Place {
    private static final int MAX_PORT = 65_535;

    private Place() {}

    /** The same scheme at another host and port; a port below 0 is the scheme's own. */
    static URI of(URI template, String host, int port) {
        return URI.create(template.getScheme() + "://" + host + (port < 0 ? "" : ":" + port));
    }

    static boolean isOne(URI address) {
        String host = address.getHost();
        return host != null
                && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                && (address.getPort() == -1 || isPort(address.getPort()))
                && address.equals(of(address, host, address.getPort()));
    }

    static boolean isPort(int port) {
        return port >= 1 && port <= MAX_PORT;
    }
}
