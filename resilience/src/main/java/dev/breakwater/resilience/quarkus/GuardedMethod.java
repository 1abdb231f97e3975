package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.policy.Pipeline;
import io.smallrye.mutiny.Uni;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;

/** One method and its policy: which executor suits its return type, and whether it may be repeated. */
record GuardedMethod(Pipeline pipeline, Kind kind, boolean repeatable) {

    private enum Kind {
        PLAIN,
        UNI,
        STAGE
    }

    static GuardedMethod of(Pipeline pipeline, Method method) {
        Class<?> type = method.getReturnType();
        Kind kind = type == Uni.class ? Kind.UNI : type == CompletionStage.class ? Kind.STAGE : Kind.PLAIN;
        return new GuardedMethod(pipeline, kind, Repeatable.isRepeatable(method));
    }

    Object call(InvocationContext invocation) throws Exception {
        return switch (kind) {
            case UNI -> Guard.uni(pipeline, () -> proceed(invocation), repeatable);
            case STAGE -> Guard.stage(pipeline, () -> proceed(invocation), repeatable);
            case PLAIN ->
                repeatable ? pipeline.callIdempotent(invocation::proceed) : pipeline.call(invocation::proceed);
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
