package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.policy.Attempt;
import dev.breakwater.resilience.policy.AttemptCarrier;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries the attempt in the request's own (duplicated) Vert.x context, which follows it over event loops, workers and
 * timers and ends with it; outside of a request, on the thread.
 */
final class VertxCarrier implements AttemptCarrier {
    private static final Object KEY = VertxCarrier.class;

    private final AttemptCarrier outsideRequests = AttemptCarrier.onThread();

    @Override
    public @Nullable Attempt current() {
        Map<Object, Object> locals = locals();
        return locals == null ? outsideRequests.current() : (Attempt) locals.get(KEY);
    }

    @Override
    public void set(@Nullable Attempt attempt) {
        Map<Object, Object> locals = locals();
        if (locals == null) {
            outsideRequests.set(attempt);
        } else if (attempt == null) {
            locals.remove(KEY);
        } else {
            locals.put(KEY, attempt);
        }
    }

    /** The balancers want to know how every attempt ends, and where those before it went. */
    @Override
    public boolean carriesUnlimited() {
        return true;
    }

    private static @Nullable Map<Object, Object> locals() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context)
                ? ((ContextInternal) context).localContextData()
                : null;
    }
}
