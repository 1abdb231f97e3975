package dev.breakwater.problem;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before management routes that change something. A write that carries {@code Origin} comes from a web page and
 * is refused with 403; where a token is set, a write needs it as {@code Authorization: Bearer <token>}, else 401. Reads
 * pass. Thread-safe.
 */
public final class ManagementGuard implements Handler<RoutingContext> {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final byte @Nullable [] expected;

    /** @param token what writes must bring; empty or blank where none is asked for */
    public ManagementGuard(Optional<String> token) {
        this.expected = token.filter(text -> !text.isBlank())
                .map(text -> utf8("Bearer " + text))
                .orElse(null);
    }

    @Override
    public void handle(RoutingContext request) {
        if (READS.contains(request.request().method())) {
            request.next();
        } else if (request.request().getHeader("Origin") != null) {
            ProblemBody.send(request, Problem.of(403, "management takes no writes from web pages (Origin is set)"));
        } else if (!isAuthorized(request.request().getHeader("Authorization"))) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
            ProblemBody.send(request, Problem.of(401, "this write needs the header Authorization: Bearer <token>"));
        } else {
            request.next();
        }
    }

    /** Compares in constant time, so that answers do not tell how much of a guess was right. */
    private boolean isAuthorized(@Nullable String authorization) {
        return expected == null || MessageDigest.isEqual(expected, utf8(authorization == null ? "" : authorization));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
