package dev.breakwater.resilience.quarkus;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Where a call goes on after a timer fired, or after it was held: on the Vert.x context it began on, so that request scope, trace and log
 * context are those of its request.
 */
public final class CallersContext {
    /** Outside Vert.x: Mutiny's own threads, because a timer's must never be blocked. */
    private static final Executor MUTINYS = step -> run(step, Infrastructure.getDefaultExecutor());

    private CallersContext() {}

    /** The context of the calling thread. */
    public static Executor capture() {
        Context context = Vertx.currentContext();
        if (context == null) {
            return MUTINYS;
        }
        // Where the caller may block, what follows must not run on an event loop.
        return Context.isOnEventLoopThread()
                ? step -> run(step, command -> context.runOnContext(ignored -> command.run()))
                : step -> run(step, command -> context.executeBlocking(blocking(command), false));
    }

    private static Callable<Void> blocking(Runnable command) {
        return () -> {
            command.run();
            return null;
        };
    }

    /** Where no thread takes a step any more, because all are shut down, this one does: permits must come back. */
    private static void run(Runnable step, Executor threads) {
        try {
            threads.execute(step);
        } catch (RejectedExecutionException e) {
            step.run();
        }
    }
}
