package dev.breakwater.resilience.quarkus;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Two real HTTP servers, each of which can be made ill in the ways instances are. */
public class Pair implements QuarkusTestResourceLifecycleManager {

    enum Condition {
        WELL,
        FAILING,
        SILENT,
        UNREADY
    }

    static final class Member {
        final String name;
        volatile Condition condition = Condition.WELL;
        HttpServer server;

        Member(String name) {
            this.name = name;
        }

        private void answer(HttpServerRequest request) {
            boolean isCheck = request.path().equals("/health");
            if (condition == Condition.SILENT && !isCheck) {
                return;
            }
            boolean isIll = isCheck ? condition == Condition.UNREADY : condition == Condition.FAILING;
            request.response().setStatusCode(isIll ? 500 : 200).end(name);
        }
    }

    private final Vertx vertx = Vertx.vertx();
    final Member a = new Member("a");
    final Member b = new Member("b");

    @Override
    public Map<String, String> start() {
        for (Member member : List.of(a, b)) {
            member.server = vertx.createHttpServer().requestHandler(member::answer);
            member.server
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        return Map.of(
                "resilience.balancers.pair.instances",
                List.of(a, b).stream()
                        .map(member -> "http://127.0.0.1:" + member.server.actualPort())
                        .collect(Collectors.joining(",")));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(Pair.class));
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
