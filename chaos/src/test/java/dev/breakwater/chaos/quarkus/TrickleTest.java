package dev.breakwater.chaos.quarkus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.chaos.Chaos;
import dev.breakwater.chaos.ChaosListener;
import dev.breakwater.chaos.FaultReport;
import dev.breakwater.chaos.Injection;
import dev.breakwater.chaos.fault.Call;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.chaos.fault.Match;
import dev.breakwater.chaos.fault.SlowBody;
import dev.breakwater.resilience.time.VirtualTime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** A body of ten bytes over a second, on a connection without a network. */
class TrickleTest {
    private final VirtualTime time = new VirtualTime();
    private final Chaos chaos = new Chaos(time, InstantSource.fixed(Instant.EPOCH), () -> () -> 0.5, 1, new Deaf());
    private final EmbeddedChannel wire = new EmbeddedChannel();
    private final StringBuilder seen = new StringBuilder();

    private static final class Deaf implements ChaosListener {
        @Override
        public void enabled(FaultReport fault) {}

        @Override
        public void ended(FaultReport fault) {}

        @Override
        public void injected(Injection injection) {}
    }

    private void install() {
        chaos.put(new Fault("f", new SlowBody(1_000, 0), 1, Fault.HTTP, Match.all(), null));
        wire.pipeline().addFirst(new Trickle(chaos.hit(new Call("GET", "/", name -> null)), time));
    }

    private ChannelFuture write(Object message) {
        ChannelFuture written = wire.writeOneOutbound(message);
        wire.flush();
        return written;
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, US_ASCII);
    }

    private static DefaultFullHttpResponse whole(String body) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, bytes(body));
    }

    private static HttpContent part(String text) {
        return new DefaultHttpContent(bytes(text));
    }

    private void advance(long millis) {
        time.advanceMillis(millis);
        wire.runPendingTasks();
    }

    /** All that is out so far: {@code <} a head, its bytes, {@code >} an end. */
    private String seen() {
        for (Object message = wire.readOutbound(); message != null; message = wire.readOutbound()) {
            seen.append(message instanceof HttpResponse ? "<" : "");
            if (message instanceof HttpContent content) {
                seen.append(content.content().toString(US_ASCII));
            }
            seen.append(message instanceof LastHttpContent ? ">" : "");
            ReferenceCountUtil.release(message);
        }
        return seen.toString();
    }

    private void assertOver() {
        assertThat(wire.pipeline().get(Trickle.class)).isNull();
        assertThat(chaos.held()).isZero();
        assertThat(time.pending(timer -> {
                    System.out.println("PENDING " + timer);
                    return true;
                }))
                .isZero();
    }

    @Test
    void theBytesComeEvenlyAndTheLastWhenTheTimeIsUp() {
        install();
        ChannelFuture written = write(whole("0123456789"));
        assertThat(seen()).isEqualTo("<");
        advance(100);
        assertThat(seen()).isEqualTo("<0");
        advance(100);
        assertThat(seen()).isEqualTo("<01");
        for (int i = 0; i < 7; i++) {
            advance(100);
        }
        assertThat(seen()).isEqualTo("<012345678");
        assertThat(written.isDone()).isFalse();
        advance(100);
        assertThat(seen()).isEqualTo("<0123456789>");
        assertThat(written.isSuccess()).isTrue();
        assertOver();
    }

    @Test
    void whenTheFaultIsGoneTheRestComesAtOnce() {
        install();
        wire.writeOutbound(whole("0123456789"));
        advance(300);
        chaos.remove("f");
        wire.runPendingTasks();
        assertThat(seen()).isEqualTo("<0123456789>");
        assertOver();
    }

    @Test
    void aBodyInPartsTricklesToo() {
        install();
        wire.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        wire.writeOutbound(part("0123456789"));
        advance(200);
        assertThat(seen()).isEqualTo("<01");
        wire.writeOutbound(part("abcdefghij"));
        advance(300);
        assertThat(seen()).isEqualTo("<0123456789");
        advance(500);
        assertThat(seen()).isEqualTo("<0123456789abcdefghij");

        wire.writeOutbound(part("late"), new DefaultLastHttpContent(bytes("st")));
        assertThat(seen()).isEqualTo("<0123456789abcdefghijlatest>");
        assertOver();
    }

    @Test
    void trailersStay() {
        install();
        LastHttpContent end = new DefaultLastHttpContent(bytes("9"));
        end.trailingHeaders().set("X-Sum", "1");
        wire.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK), end);
        advance(1_000);
        LastHttpContent last = null;
        for (Object message = wire.readOutbound(); message != null; message = wire.readOutbound()) {
            last = message instanceof LastHttpContent found ? found : null;
        }
        assertThat(last.trailingHeaders().get("X-Sum")).isEqualTo("1");
    }

    @Test
    void theNextResponseWaitsItsTurn() {
        install();
        wire.writeOutbound(whole("0123456789"), whole("next"));
        advance(500);
        assertThat(seen()).isEqualTo("<01234");
        advance(500);
        assertThat(seen()).isEqualTo("<0123456789><next>");
        assertOver();
    }

    @Test
    void informationalResponsesAndTheRestOfTheOneBeforePass() {
        install();
        wire.writeOutbound(
                part("before"),
                LastHttpContent.EMPTY_LAST_CONTENT,
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE),
                whole("0123456789"));
        assertThat(seen()).isEqualTo("before><><");
    }

    @Test
    void aResponseWithoutABodyHasNothingToTrickle() {
        install();
        wire.writeOutbound(whole(""));
        assertThat(seen()).isEqualTo("<>");
        assertOver();
    }

    @Test
    void whoStreamsIsToldToWait() {
        install();
        wire.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        wire.writeOutbound(part("x".repeat(60_000)));
        assertThat(wire.isWritable()).isTrue();
        wire.writeOutbound(part("x".repeat(60_000)));
        assertThat(wire.isWritable()).isFalse();
        advance(600);
        assertThat(wire.isWritable()).isTrue();
    }

    @Test
    void whoStreamsGoesOnWhenTheFaultIsGone() {
        install();
        wire.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        wire.writeOutbound(part("x".repeat(120_000)));
        assertThat(wire.isWritable()).isFalse();
        chaos.remove("f");
        wire.runPendingTasks();
        assertThat(wire.isWritable()).isTrue();
        assertOver();
    }

    @Test
    void aClosedConnectionFreesItsPlaceAndItsBytes() {
        install();
        DefaultFullHttpResponse response = whole("0123456789");
        ChannelFuture written = write(response);
        ChannelFuture next = write(whole("next"));
        wire.close();
        wire.runPendingTasks();
        assertThat(written.isSuccess()).isFalse();
        assertThat(next.isSuccess()).isFalse();
        assertThat(response.refCnt()).isZero();
        assertOver();
    }

    @Test
    void whatFindsNoPlaceIsCutOff() {
        install();
        chaos.hit(new Call("GET", "/", name -> null)).hold(end -> {});
        ChannelFuture written = write(whole("0123456789"));
        assertThat(written.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(seen()).isEmpty();
        assertThat(wire.isOpen()).isFalse();
    }
}
