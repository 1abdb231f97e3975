package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.policy.Pipeline;
import io.smallrye.mutiny.Uni;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;

/** One method and its policy: which executor suits its return type, and when it may be repeated. */
record GuardedMethod(Pipeline pipeline, Kind kind, Repeatable repeatable) {

    private enum Kind {
        PLAIN,
        UNI,
        STAGE
    }

    static GuardedMethod of(Pipeline pipeline, Method method) {
        Class<?> type = method.getReturnType();
        Kind kind = type == Uni.class ? Kind.UNI : type == CompletionStage.class ? Kind.STAGE : Kind.PLAIN;
        return new GuardedMethod(pipeline, kind, Repeatable.of(method));
    }

    Object call(InvocationContext invocation) throws Exception {
        boolean again = repeatable.holdsFor(invocation);
        return switch (kind) {
            case UNI -> Guard.uni(pipeline, () -> proceed(invocation), again);
            case STAGE -> Guard.stage(pipeline, () -> proceed(invocation), again);
            case PLAIN -> again ? pipeline.callIdempotent(invocation::proceed) : pipeline.call(invocation::proceed);
        };
    }

    @SuppressWarnings("unchecked")
    private static <A> A proceed(InvocationContext invocation) {
        try {
            return (A) invocation.proceed();
        } catch (Exception e) {
            throw asItIs(e);
        }
    }

    /** The method's own checked exception is what its caller expects, so nothing is wrapped around it. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> RuntimeException asItIs(Exception e) throws E {
        throw (E) e;
    }
}
