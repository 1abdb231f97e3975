package dev.breakwater.chaos.quarkus;

import dev.breakwater.chaos.Injection;
import dev.breakwater.resilience.time.TimeSource;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * Lets the next response of a connection trickle: its head goes out as usual, its body as a {@link TrickledBody}.
 *
 * <p>It stands in the connection's pipeline, below Vert.x, because there every way to write a body comes down to the same
 * few messages; to whoever answers, it looks like a slow network. Runs on the connection's event loop.
 */
final class Trickle extends ChannelDuplexHandler {
    private final Injection injection;
    private final TimeSource time;
    private @Nullable TrickledBody body;

    Trickle(Injection injection, TimeSource time) {
        this.injection = injection;
        this.time = time;
    }

    @Override
    public void write(ChannelHandlerContext wire, Object message, ChannelPromise promise) {
        if (body != null) {
            body.take(message, promise);
        } else if (message instanceof HttpResponse head && head.status().code() >= 200) {
            begin(wire, head, promise);
        } else {
            wire.write(message, promise); // the rest of the response before, or an informational one
        }
    }

    private void begin(ChannelHandlerContext wire, HttpResponse head, ChannelPromise promise) {
        if (head instanceof LastHttpContent whole && !whole.content().isReadable()) {
            wire.write(head, promise);
            wire.pipeline().remove(this);
            return;
        }
        TrickledBody begun = new TrickledBody(wire, time, injection.effect().holdNanos());
        if (!begun.begin(injection)) {
            ReferenceCountUtil.release(head);
            promise.tryFailure(new ClosedChannelException());
            wire.close();
            return;
        }
        body = begun;
        if (head instanceof HttpContent) {
            wire.write(new DefaultHttpResponse(head.protocolVersion(), head.status(), head.headers()));
            begun.take(head, promise);
        } else {
            wire.write(head, promise);
        }
    }

    /** The body is through, or the connection is closed. */
    @Override
    public void handlerRemoved(ChannelHandlerContext wire) {
        if (body != null) {
            body.abandon();
        }
    }
}
