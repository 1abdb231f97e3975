package dev.breakwater.rehearsal;

import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.UUID;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Sends the service a request like those it will get, over its own port and through everything it has, until it answered
 * well a few times; only then is it ready. The first answer of a JVM takes hundreds of milliseconds, more than callers
 * wait, and the next a few.
 *
 * <p>An answer below 500 is a good one. Where none comes the service becomes ready without: a cold start is better than
 * none.
 */
@Readiness
@ApplicationScoped
class Rehearsal implements AsyncHealthCheck {
    private static final Logger LOG = Logger.getLogger("dev.breakwater.rehearsal");
    private static final String UUID_PLACE = "{uuid}";
    private static final long PAUSE_MILLIS = 200;
    private static final long ANSWER_MILLIS = 2_000;

    private final RehearsalConfig config;
    private final RehearsalMark mark;
    private final HttpServer server;
    private final Vertx vertx;
    private volatile boolean over;

    Rehearsal(RehearsalConfig config, RehearsalMark mark, HttpServer server, Vertx vertx) {
        this.config = config;
        this.mark = mark;
        this.server = server;
        this.vertx = vertx;
        this.over = config.path().isEmpty();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(() -> HealthCheckResponse.named("rehearsal").status(over).build());
    }

    void begin(@ObservesAsync HttpServerStart started) {
        if (!over) {
            HttpClient client = vertx.createHttpClient();
            vertx.setTimer(config.patience().toMillis(), timer -> giveUp());
            play(client, config.times()).onComplete(done -> client.close());
        }
    }

    private Future<Void> play(HttpClient client, int times) {
        if (over || times <= 0) {
            over = true;
            return Future.succeededFuture();
        }
        return Future.succeededFuture()
                .compose(now -> client.request(request()))
                .compose(this::send)
                .compose(
                        answer -> answer.body().map(answer.statusCode() < 500),
                        failure -> Future.succeededFuture(false))
                .compose(good -> good ? play(client, times - 1) : pause().compose(next -> play(client, times)));
    }

    private Future<HttpClientResponse> send(HttpClientRequest request) {
        String uuid = UUID.randomUUID().toString();
        config.headers().forEach((name, value) -> request.putHeader(name, value.replace(UUID_PLACE, uuid)));
        request.putHeader(RehearsalMark.HEADER, mark.value());
        return config.body().isEmpty()
                ? request.send()
                : request.putHeader("Content-Type", "application/json")
                        .send(config.body().get().replace(UUID_PLACE, uuid));
    }

    /** Fails where another event loop tells of the server's start before the one that knows its address. */
    private RequestOptions request() {
        return new RequestOptions()
                .setMethod(HttpMethod.valueOf(config.method()))
                .setHost(server.getLocalBaseUri().getHost())
                .setPort(server.getPort())
                .setURI(config.path().orElseThrow())
                .setTimeout(ANSWER_MILLIS);
    }

    private Future<Void> pause() {
        return Future.future(woken -> vertx.setTimer(PAUSE_MILLIS, timer -> woken.complete()));
    }

    private void giveUp() {
        if (!over) {
            over = true;
            LOG.warnf("the rehearsal got no good answer within %s: the first requests will be slow", config.patience());
        }
    }
}
