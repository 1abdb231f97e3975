package dev.breakwater.chaos.quarkus;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/**
 * Where a call goes on after it was held: on the Vert.x context it began on, so that request scope, trace and log
 * context are those of its request.
 */
final class CallersContext {
    private CallersContext() {}

    /** The context of the calling thread; outside Vert.x, Mutiny's own threads: a timer's must never be blocked. */
    static Executor capture() {
        Context context = Vertx.currentContext();
        if (context == null) {
            return Infrastructure.getDefaultExecutor();
        }
        if (Context.isOnEventLoopThread()) {
            return step -> context.runOnContext(ignored -> step.run());
        }
        // The caller may block: what follows must not run on an event loop.
        return step -> context.executeBlocking(
                () -> {
                    step.run();
                    return null;
                },
                false);
    }
}
