package dev.breakwater.chaos.quarkus;

import dev.breakwater.chaos.Hold;
import dev.breakwater.chaos.Injection;
import dev.breakwater.resilience.time.TimeSource;
import dev.breakwater.resilience.time.Timer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CoalescingBufferQueue;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way out, drop by drop. After a share of the time that share of the bytes written so far is out, so that
 * the last byte comes when the time is up; when it is up or the fault is gone, all that waits goes out at once. Whatever
 * is written after the body waits behind it. Runs on the connection's event loop.
 */
final class TrickledBody extends Timer {
    private static final long DROP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** From so many waiting bytes on, who streams the body is told to wait. */
    private static final int FULL = 64 * 1024;

    /** A channel may be unwritable for several reasons, by number; 1 to 3 belong to Netty's own handlers. */
    private static final int REASON = 7;

    private final ChannelHandlerContext wire;
    private final TimeSource time;
    private final long overNanos;
    private final long beganNanos;
    private final CoalescingBufferQueue bytes;
    private final Queue<Later> later = new ArrayDeque<>();

    private @Nullable Hold hold;
    private long total;
    private long sent;
    private boolean ended;
    private boolean over;

    /** What is written once the bytes are gone. */
    private record Later(Object message, ChannelPromise promise) {}

    TrickledBody(ChannelHandlerContext wire, TimeSource time, long overNanos) {
        this.wire = wire;
        this.time = time;
        this.overNanos = overNanos;
        this.beganNanos = time.nanoTime();
        this.bytes = new CoalescingBufferQueue(wire.channel());
    }

    /** Begins to drip; false where there is no place left for it. */
    boolean begin(Injection injection) {
        hold = injection.hold(end -> wire.executor().execute(this::letGo));
        if (hold != null) {
            time.schedule(this, DROP_NANOS);
        }
        return hold != null;
    }

    /** Takes what is written next. */
    void take(Object message, ChannelPromise promise) {
        if (ended || !later.isEmpty() || !(message instanceof HttpContent part)) {
            later.add(new Later(message, promise)); // files too: they cannot be divided
            return;
        }
        total += part.content().readableBytes();
        if (part instanceof LastHttpContent last) {
            ended = true;
            bytes.add(part.content());
            later.add(new Later(new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, last.trailingHeaders()), promise));
        } else {
            bytes.add(part.content(), promise);
        }
        setWritable(bytes.readableBytes() < FULL);
    }

    @Override
    protected void fire() {
        wire.executor().execute(this::drip);
    }

    private void drip() {
        if (over) {
            return;
        }
        time.schedule(this, DROP_NANOS); // first, because what follows may end it all
        double share = Math.min(1, (double) (time.nanoTime() - beganNanos) / overNanos);
        long due = (long) (total * share);
        if (due > sent) {
            write((int) (due - sent));
            wire.flush();
            setWritable(bytes.readableBytes() < FULL);
        }
    }

    private void letGo() {
        if (over) {
            return;
        }
        over = true;
        cancel();
        while (!bytes.isEmpty() || !later.isEmpty()) {
            Later next = bytes.isEmpty() ? later.remove() : null;
            if (next == null) {
                write(bytes.readableBytes());
            } else {
                wire.write(next.message(), next.promise());
            }
        }
        setWritable(true);
        wire.pipeline().remove(wire.handler());
        wire.channel().flush();
    }

    private void write(int count) {
        ChannelPromise written = wire.newPromise();
        ByteBuf drop = bytes.remove(count, written);
        wire.write(new DefaultHttpContent(drop), written);
        sent += count;
    }

    /** Frees the place, and everything that still waits. */
    void abandon() {
        over = true;
        cancel();
        if (hold != null) {
            hold.leave();
        }
        ClosedChannelException closed = new ClosedChannelException();
        bytes.releaseAndFailAll(closed);
        for (Later next : later) {
            ReferenceCountUtil.release(next.message());
            next.promise().tryFailure(closed);
        }
        later.clear();
    }

    private void setWritable(boolean writable) {
        ChannelOutboundBuffer buffer = wire.channel().unsafe().outboundBuffer();
        if (buffer != null) { // null once the channel is closed
            buffer.setUserDefinedWritability(REASON, writable);
        }
    }
}
