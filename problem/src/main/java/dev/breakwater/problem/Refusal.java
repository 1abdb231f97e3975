package dev.breakwater.problem;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import org.jspecify.annotations.Nullable;

/** Says why a request was refused: in the service's words where it gave some, in ours where REST refused it. */
final class Refusal {

    private Refusal() {}

    static @Nullable String detail(WebApplicationException e, HttpServerRequest request) {
        String own = ownWords(e);
        return own != null ? own : detail(e.getResponse().getStatus(), request);
    }

    static @Nullable String detail(int status, HttpServerRequest request) {
        return switch (status) {
            case 400 -> "the request's path, a parameter or a header cannot be understood";
            case 404 -> "there is nothing at " + request.path();
            case 405 -> request.method() + " is not possible at " + request.path();
            case 406 ->
                "no answer of this resource is of the type that Accept asks for: " + request.getHeader("Accept");
            case 413 -> "the body is larger than this service accepts";
            case 414 -> "the address is longer than this service accepts";
            case 415 -> "this resource does not read bodies of Content-Type " + request.getHeader("Content-Type");
            default -> null;
        };
    }

    /** What the thrower said, unless it is only the status again or the words of REST's own routing. */
    private static @Nullable String ownWords(WebApplicationException e) {
        String message = e.getMessage();
        boolean fromRouting = e.getStackTrace().length > 0
                && e.getStackTrace()[0].getClassName().startsWith("org.jboss.resteasy.");
        return message == null || message.startsWith("HTTP ") || e.getCause() != null || fromRouting ? null : message;
    }
}
