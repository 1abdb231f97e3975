package dev.breakwater.resilience.quarkus;

import io.quarkus.vertx.core.runtime.VertxMDC;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.eclipse.microprofile.context.spi.ThreadContextController;

/** Work that ends although its caller leaves. */
public final class Detached {
    private Detached() {}

    /**
     * Runs the work when first subscribed to, and to its end whatever the subscriber does. It runs on a context of its
     * own, because the caller's deadline travels in the caller's and would cut the work short too. The log context goes
     * with it, and so does the trace.
     */
    public static <T> Uni<T> run(Supplier<Uni<T>> work) {
        Context callers = Vertx.currentContext();
        Context own = VertxContext.createNewDuplicatedContext(callers);
        VertxMDC.INSTANCE.putAll(VertxMDC.INSTANCE.copyObject(), own);
        return outsideOfAttempts(work)
                .runSubscriptionOn(MutinyHelper.executor(own))
                // Memoized, the work has a subscriber that never cancels.
                .memoize()
                .indefinitely()
                .emitOn(MutinyHelper.executor(callers));
    }

    /** A step runs in the attempt in which it was written down, so this one is written down in none. */
    private static <T> Uni<T> outsideOfAttempts(Supplier<Uni<T>> work) {
        Supplier<Uni<T>> traced = io.opentelemetry.context.Context.current().wrapSupplier(work);
        ThreadContextController callers = VertxCarrier.begin(null);
        try {
            return Uni.createFrom().deferred(traced::get);
        } finally {
            callers.endContext();
        }
    }
}
