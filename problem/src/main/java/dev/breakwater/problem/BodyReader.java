package dev.breakwater.problem;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Reads each body whole, up to a limit, before a handler sees the request, and fails with 413 what is larger, whether
 * its length was announced or not. So no handler can lose a body by being slow to ask for it, and a request that waits
 * notices when its caller leaves: Vert.x stops reading a connection, and with that stops seeing its end, while an unread
 * body fills the buffers.
 *
 * <p>Bodies in HTTP/2 are left to REST, which cannot take over a request of that version once it was read.
 */
final class BodyReader implements Handler<RoutingContext> {
    private final long maxBytes;

    BodyReader(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void handle(RoutingContext request) {
        HttpServerRequest wire = request.request();
        if (announcedBytes(wire) > maxBytes) {
            request.fail(413);
        } else if (isToRead(wire)) {
            read(request, wire);
        } else {
            request.next();
        }
    }

    private static boolean isToRead(HttpServerRequest wire) {
        boolean hasBody = announcedBytes(wire) > 0 || wire.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return hasBody && wire.version() != HttpVersion.HTTP_2 && !wire.isEnded();
    }

    private void read(RoutingContext request, HttpServerRequest wire) {
        Buffer body = Buffer.buffer();
        // Paused, so that nothing arrives before the last handler is set.
        wire.pause()
                .handler(part -> append(request, body, part))
                .endHandler(end -> finish(request, body))
                .exceptionHandler(request::fail);
        if ("100-continue".equalsIgnoreCase(wire.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        wire.resume();
    }

    private void append(RoutingContext request, Buffer body, Buffer part) {
        if (request.failed()) {
            return; // refused already: the rest is dropped
        }
        if (body.length() + part.length() > maxBytes) {
            request.fail(413);
        } else {
            body.appendBuffer(part);
        }
    }

    private static void finish(RoutingContext request, Buffer body) {
        if (!request.failed()) {
            RoutingContextInternal internal = (RoutingContextInternal) request;
            internal.setBody(body);
            internal.visitHandler(RoutingContextInternal.BODY_HANDLER); // another body handler would wait for ever
            request.next();
        }
    }

    private static long announcedBytes(HttpServerRequest wire) {
        String length = wire.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length); // Netty has refused what is no number
    }
}
