package dev.breakwater.chaos.quarkus;

import dev.breakwater.chaos.Chaos;
import dev.breakwater.chaos.Hold;
import dev.breakwater.chaos.Injection;
import dev.breakwater.chaos.fault.Call;
import dev.breakwater.chaos.fault.Effect;
import dev.breakwater.problem.ProblemBody;
import dev.breakwater.resilience.time.TimeSource;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Lets faults hit the requests that come in. A request that is held holds no thread; it goes on where it was, on its own
 * context. Stands behind the reader of bodies, because Vert.x does not see a caller leave while a body is unread, and
 * before everything that answers.
 */
@Singleton
class HttpFaults {
    /** After the body is read (-3) and Quarkus has checked its size (-2). */
    private static final int ORDER = -1;

    /** Quarkus' own paths; on the management port there are no faults at all. */
    private static final String SPARED = "/q";

    /** The status of what a fault cannot hold or slow: it fails, so that nobody takes it for spared. */
    private static final int CANNOT = 503;

    private final Chaos chaos;

    HttpFaults(Chaos chaos) {
        this.chaos = chaos;
    }

    void install(@Observes Router router, ChaosConfig config) {
        if (config.enabled()) {
            router.route().order(ORDER).handler(this::handle);
        }
    }

    private void handle(RoutingContext request) {
        Injection injection = hit(request);
        if (injection == null) {
            request.next();
            return;
        }
        request.response().putHeader(InjectedAnswer.HEADER, injection.fault().name());
        Effect effect = injection.effect();
        if (effect.end() == Effect.End.TRICKLE) {
            trickle(request, injection);
        } else if (effect.holdNanos() > 0) {
            hold(request, injection);
        } else {
            finish(request, injection);
        }
    }

    private @Nullable Injection hit(RoutingContext request) {
        String path = request.normalizedPath();
        if (path.equals(SPARED) || path.startsWith(SPARED + "/")) {
            return null;
        }
        return chaos.hit(new Call(
                request.request().method().name(),
                decoded(path),
                name -> request.request().getHeader(name)));
    }

    private static String decoded(String path) {
        try {
            return new QueryStringDecoder(path).path();
        } catch (IllegalArgumentException e) {
            return path; // it will be refused for that
        }
    }

    private void hold(RoutingContext request, Injection injection) {
        Context own = request.vertx().getOrCreateContext();
        Hold hold = injection.hold(end -> own.runOnContext(now -> goOn(request, injection, end)));
        if (hold == null) {
            answer(request, injection, CANNOT, "has no place left to hold");
            return;
        }
        request.addEndHandler(left -> hold.leave());
        if (request.response().closed()) {
            hold.leave(); // the caller left before we could hear of it
        }
    }

    private static void goOn(RoutingContext request, Injection injection, Hold.End end) {
        if (request.response().closed()) {
            return;
        }
        if (end == Hold.End.RELEASED) {
            request.next();
        } else {
            finish(request, injection);
        }
    }

    private static void finish(RoutingContext request, Injection injection) {
        switch (injection.effect().end()) {
            case FAIL -> answer(request, injection, injection.effect().status(), "failed");
            case DROP -> drop(request);
            case PROCEED, TRICKLE -> request.next();
        }
    }

    private void trickle(RoutingContext request, Injection injection) {
        if (chaos.held() >= chaos.maxHeld()) {
            answer(request, injection, CANNOT, "has no place left to hold");
        } else if (!(request.request().connection() instanceof Http1xServerConnection connection)) {
            answer(request, injection, CANNOT, "cannot slow, because it came in HTTP/2,");
        } else {
            if (request.request().method() != HttpMethod.HEAD) {
                String vertx = connection.channelHandlerContext().name();
                connection.channel().pipeline().addBefore(vertx, null, new Trickle(injection, TimeSource.system()));
            }
            request.next();
        }
    }

    private static void answer(RoutingContext request, Injection injection, int status, String what) {
        String detail = "fault '" + injection.fault().name() + "' " + what + " " + injection.call();
        ProblemBody.send(request, InjectedAnswer.problem(status, detail));
    }

    /** As a process does that dies: the caller gets a reset (RST) and not a byte. */
    private static void drop(RoutingContext request) {
        if (request.request().connection() instanceof Http1xServerConnection http1) {
            Channel channel = http1.channel();
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        } else {
            request.response().reset();
        }
    }
}
