package dev.breakwater.chaos.fault;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a fault hits: those that fit all that is given.
 *
 * @param method an HTTP method, in any case; null for all
 * @param path the path itself or one above it, where {@code *} stands for any characters within a segment:
 *     {@code /orders/*}{@code /payment} and {@code /orders} both fit {@code /orders/7/payment}; null for all
 * @param header {@code Name} where the header need only be there, {@code Name: value} where it must be exactly so;
 *     null for all
 */
public record Match(
        @Nullable String method,
        @Nullable String path,
        @Nullable String header) {
    private static final Match ALL = new Match(null, null, null);

    /**
     * Checks the forms.
     *
     * @throws IllegalArgumentException saying which part is wrong
     */
    public Match {
        if (method != null && !method.matches("[A-Za-z]+")) {
            throw new IllegalArgumentException("match.method must be an HTTP method, but is '" + method + "'");
        }
        if (path != null && !path.startsWith("/")) {
            throw new IllegalArgumentException("match.path must begin with /, but is '" + path + "'");
        }
        if (header != null && !header.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+(:.*)?")) {
            throw new IllegalArgumentException("match.header must be 'Name' or 'Name: value', but is '" + header + "'");
        }
        method = method == null ? null : method.toUpperCase(Locale.ROOT);
    }

    /** Fits every request. */
    public static Match all() {
        return ALL;
    }

    /** Whether the request fits. */
    public boolean fits(Call call) {
        return (method == null || method.equals(call.method()))
                && (path == null || covers(path.split("/"), call.path().split("/")))
                && (header == null || hasHeader(header, call));
    }

    private static boolean covers(String[] pattern, String[] path) {
        if (pattern.length > path.length) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (!fitsSegment(pattern[i], path[i])) {
                return false;
            }
        }
        return true;
    }

    /** Without regular expressions, so that no pattern takes longer than pattern times segment. */
    private static boolean fitsSegment(String pattern, String segment) {
        int p = 0;
        int s = 0;
        int star = -1;
        int resume = 0;
        while (s < segment.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = s;
            } else if (p < pattern.length() && pattern.charAt(p) == segment.charAt(s)) {
                p++;
                s++;
            } else if (star >= 0) { // let the last star take one character more
                p = star + 1;
                s = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean hasHeader(String wanted, Call call) {
        int colon = wanted.indexOf(':');
        String name = colon < 0 ? wanted : wanted.substring(0, colon);
        String value = call.header().apply(name);
        return value != null
                && (colon < 0 || value.equals(wanted.substring(colon + 1).strip()));
    }
}
