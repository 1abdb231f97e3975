package dev.breakwater.resilience.quarkus;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.ContextStorageProvider;
import io.opentelemetry.context.Scope;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;

/** Keeps a request's trace context in its Vert.x context, as {@code quarkus-opentelemetry} does; else on the thread. */
public final class TraceInVertx implements ContextStorageProvider, ContextStorage {
    static final ContextKey<String> ORDER = ContextKey.named("order");

    @Override
    public ContextStorage get() {
        return this;
    }

    @Override
    public Scope attach(Context attached) {
        if (!VertxContext.isOnDuplicatedContext()) {
            return ContextStorage.defaultStorage().attach(attached);
        }
        io.vertx.core.Context request = Vertx.currentContext();
        Context before = request.getLocal(TraceInVertx.class);
        request.putLocal(TraceInVertx.class, attached);
        return () -> {
            if (before == null) {
                request.removeLocal(TraceInVertx.class);
            } else {
                request.putLocal(TraceInVertx.class, before);
            }
        };
    }

    @Override
    public Context current() {
        return VertxContext.isOnDuplicatedContext()
                ? Vertx.currentContext().getLocal(TraceInVertx.class)
                : ContextStorage.defaultStorage().current();
    }
}
