package dev.breakwater.resilience.quarkus;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A network such as {@code 10.0.0.0/8}, or one address. Immutable.
 *
 * @param address the network's own address, in bytes
 * @param prefix how many of its first bits count
 */
record Network(byte[] address, int prefix) {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_CLIENT_PREFIX = 64;

    /** @throws IllegalArgumentException where the text is neither an address nor a network */
    static Network parse(String text) {
        String[] parts = text.strip().split("/", 2);
        byte[] address = bytes(parts[0]);
        int bits = address == null ? -1 : address.length * 8;
        int prefix = parts.length == 1 ? bits : parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : -1;
        boolean isMapped = bits == IPV4_BITS && parts[0].contains(":"); // which of both would its prefix be of?
        if (address == null || prefix < 0 || prefix > bits || isMapped && parts.length > 1) {
            throw new IllegalArgumentException("resilience.clients.trusted-proxies has '" + text
                    + "'; it must hold addresses, or networks such as 10.0.0.0/8");
        }
        return new Network(address, prefix);
    }

    static boolean isAddress(String text) {
        return bytes(text) != null;
    }

    boolean contains(String other) {
        byte[] bytes = bytes(other);
        return bytes != null && bytes.length == address.length && sharesPrefix(bytes);
    }

    private boolean sharesPrefix(byte[] bytes) {
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((bytes[bit / 8] ^ address[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** What one client has: an IPv4 address, or the /64 that an IPv6 address is in. */
    static String ofClient(String text) {
        byte[] bytes = Objects.requireNonNull(bytes(text), text);
        if (bytes.length * 8 == IPV4_BITS) {
            return address(bytes).getHostAddress();
        }
        for (int i = IPV6_CLIENT_PREFIX / 8; i < bytes.length; i++) {
            bytes[i] = 0;
        }
        return address(bytes).getHostAddress() + "/" + IPV6_CLIENT_PREFIX;
    }

    /** The address; 4 bytes too where it is IPv4 written as IPv6 (::ffff:192.0.2.7). Null where it is none. */
    private static byte @Nullable [] bytes(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        return bytes == null ? null : address(bytes).getAddress(); // InetAddress itself unwraps it
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // its length is right
        }
    }
}
