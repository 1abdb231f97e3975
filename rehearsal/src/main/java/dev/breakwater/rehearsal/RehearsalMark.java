package dev.breakwater.rehearsal;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Marks the requests of a rehearsal, for services where the real ones leave traces. Nobody else can send one: the mark is
 * another in each process, and no message but the rehearsal's own carries it.
 */
@Singleton
public class RehearsalMark {
    static final String HEADER = "X-Rehearsal";

    private final String value = UUID.randomUUID().toString();

    /** Whether the request is one of a rehearsal. */
    public boolean isOn(HttpServerRequest request) {
        return value.equals(request.getHeader(HEADER));
    }

    String value() {
        return value;
    }
}
