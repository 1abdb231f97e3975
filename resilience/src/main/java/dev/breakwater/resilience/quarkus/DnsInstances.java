package dev.breakwater.resilience.quarkus;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The instances behind DNS names. Where DNS says nothing of a name, what it said last stays true: that it cannot be
 * asked is no reason to send away those who answer. Thread-safe.
 */
final class DnsInstances {
    /** Who knows the addresses of a host. */
    interface Resolver {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    private final List<URI> names;
    private final Resolver resolver;
    private final Consumer<String> warning;
    private final Map<URI, List<URI>> known = new HashMap<>(); // guarded by this
    private final Set<URI> unanswered = new HashSet<>(); // guarded by this

    /** @param warning told once when DNS stops to know a name, and once when it knows it again */
    DnsInstances(List<URI> names, Resolver resolver, Consumer<String> warning) {
        this.names = names;
        this.resolver = resolver;
        this.warning = warning;
    }

    /** Asks for every name; empty only where no name was ever known. Blocks. */
    synchronized List<URI> ask() {
        return names.stream()
                .flatMap(name -> ask(name).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private List<URI> ask(URI name) {
        try {
            known.put(name, addresses(name));
            if (unanswered.remove(name)) {
                warning.accept("DNS knows " + name.getHost() + " again");
            }
        } catch (UnknownHostException e) {
            if (unanswered.add(name)) {
                warning.accept("DNS knows no address of " + name.getHost() + "; those known before stay in use");
            }
        }
        return known.getOrDefault(name, List.of());
    }

    private List<URI> addresses(URI name) throws UnknownHostException {
        return Arrays.stream(resolver.addressesOf(name.getHost()))
                .map(address -> Place.of(name, literal(address), name.getPort()))
                .toList();
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }
}
