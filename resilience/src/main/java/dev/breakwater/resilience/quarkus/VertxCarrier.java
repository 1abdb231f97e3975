package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.policy.Attempt;
import dev.breakwater.resilience.policy.AttemptCarrier;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.Map;
import org.eclipse.microprofile.context.spi.ThreadContextController;
import org.jspecify.annotations.Nullable;

/**
 * Carries the request in its own (duplicated) Vert.x context, which follows it over event loops, workers and timers and
 * ends with it; and an attempt on the thread, because a request may make several at once. From there
 * {@link AttemptPropagation} takes it along.
 */
final class VertxCarrier implements AttemptCarrier {
    private static final Object KEY = VertxCarrier.class;
    private static final ThreadLocal<Here> HERE = ThreadLocal.withInitial(Here::new);

    /**
     * The attempt that a thread is in, and the context where that is so: in the midst of it an event loop may run a step
     * of another request, to which a connection was given back.
     */
    private static final class Here {
        @Nullable
        Attempt attempt;

        @Nullable
        Context context;

        void put(@Nullable Attempt newAttempt, @Nullable Context newContext) {
            attempt = newAttempt;
            context = newAttempt == null ? null : newContext;
        }
    }

    @Override
    public @Nullable Attempt current() {
        Attempt attempt = attempt();
        return attempt == null ? request() : attempt;
    }

    @Override
    public void set(@Nullable Attempt attempt) {
        HERE.get().put(attempt == request() ? null : attempt, Vertx.currentContext());
    }

    @Override
    public void enter(Attempt request) {
        Map<Object, Object> locals = locals();
        if (locals == null) {
            set(request);
        } else {
            locals.put(KEY, request);
        }
    }

    /** The balancers want to know how every attempt ends, and where those before it went. */
    @Override
    public boolean carriesUnlimited() {
        return true;
    }

    /** The attempt that the calling thread is in; null where it is in none. */
    static @Nullable Attempt attempt() {
        Here here = HERE.get();
        return here.attempt != null && here.context == Vertx.currentContext() ? here.attempt : null;
    }

    /** Puts the calling thread into an attempt, or out of all, until the controller puts it back. */
    static ThreadContextController begin(@Nullable Attempt attempt) {
        Here here = HERE.get();
        Attempt before = here.attempt;
        Context contextBefore = here.context;
        here.put(attempt, Vertx.currentContext());
        return () -> here.put(before, contextBefore);
    }

    private static @Nullable Attempt request() {
        Map<Object, Object> locals = locals();
        return locals == null ? null : (Attempt) locals.get(KEY);
    }

    private static @Nullable Map<Object, Object> locals() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context)
                ? ((ContextInternal) context).localContextData()
                : null;
    }
}
