package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.balancer.Instance;
import dev.breakwater.resilience.balancer.LoadBalancer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the balancers' picture true: asks every instance how it is, and DNS which instances there are. */
@ApplicationScoped
class BalancerUpkeep {
    private final Balancers balancers;
    private final Vertx vertx;
    private final List<Long> timers = new ArrayList<>();
    private @Nullable HttpClient client;

    BalancerUpkeep(Balancers balancers, Vertx vertx) {
        this.balancers = balancers;
        this.vertx = vertx;
    }

    void begin(@Observes StartupEvent start) {
        balancers.all().values().forEach(balancer -> begin(balancer, balancers.figures(balancer)));
    }

    private void begin(LoadBalancer balancer, BalancersConfig.Balancer figures) {
        if (figures.discovery() == BalancersConfig.Discovery.DNS) {
            repeat(
                    figures.dnsRefresh(),
                    () -> vertx.executeBlocking(() -> {
                        balancers.resolve(balancer);
                        return null;
                    }));
        }
        figures.health().path().ifPresent(path -> {
            HttpClient asking = client == null ? vertx.createHttpClient() : client;
            client = asking;
            repeat(balancer.checks().interval(), () -> checkAll(asking, balancer, path));
        });
    }

    private void repeat(Duration interval, Runnable step) {
        step.run();
        timers.add(vertx.setPeriodic(interval.toMillis(), tick -> step.run()));
    }

    private void checkAll(HttpClient asking, LoadBalancer balancer, String path) {
        for (Instance instance : balancer.instances()) {
            RequestOptions question = new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setAbsoluteURI(
                            balancers.healthAddress(balancer, instance, path).toString())
                    .setConnectTimeout(balancer.checks().timeout().toMillis())
                    .setTimeout(balancer.checks().timeout().toMillis());
            asking.request(question)
                    .compose(HttpClientRequest::send)
                    .compose(BalancerUpkeep::isGood)
                    .onComplete(answer -> balancer.checked(instance, answer.succeeded() && answer.result()));
        }
    }

    /** Reads the answer to its end, so that its connection serves the next check. */
    private static Future<Boolean> isGood(HttpClientResponse answer) {
        return answer.end().map(answer.statusCode() >= 200 && answer.statusCode() < 300);
    }

    void end(@Observes ShutdownEvent stop) {
        timers.forEach(vertx::cancelTimer);
        if (client != null) {
            client.close();
        }
    }
}
