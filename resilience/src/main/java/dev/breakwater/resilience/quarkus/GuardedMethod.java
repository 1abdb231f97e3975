package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.policy.Pipeline;
import io.smallrye.mutiny.Uni;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

/** One method and its policy: which executor suits its return type, and when it may be repeated. */
record GuardedMethod(Pipeline pipeline, Kind kind, Repeatable repeatable) {

    private enum Kind {
        PLAIN,
        UNI,
        STAGE
    }

    /** What answers after the method returned, in ways of its own. */
    private static final List<Class<?>> OTHER_ANSWERS_TO_COME =
            List.of(Uni.class, CompletionStage.class, Future.class, Flow.Publisher.class, io.vertx.core.Future.class);

    static GuardedMethod of(Pipeline pipeline, Method method) {
        return new GuardedMethod(pipeline, kindOf(method), Repeatable.of(method));
    }

    /**
     * Taken for a plain value, an answer that is yet to come would be a success at once: without a timeout, and its
     * failure not counted.
     *
     * @throws IllegalArgumentException where no policy can see how the method's answer ends
     */
    static void requireGuardable(Method method) {
        kindOf(method);
    }

    private static Kind kindOf(Method method) {
        Class<?> type = method.getReturnType();
        if (type == Uni.class) {
            return Kind.UNI;
        }
        if (type == CompletionStage.class || type == CompletableFuture.class) {
            return Kind.STAGE;
        }
        if (OTHER_ANSWERS_TO_COME.stream().anyMatch(other -> other.isAssignableFrom(type))) {
            throw new IllegalArgumentException("@Resilient cannot guard "
                    + method.getDeclaringClass().getName() + "." + method.getName() + ", because it returns "
                    + type.getName() + "; let it return Uni, CompletionStage, CompletableFuture or a plain value");
        }
        return Kind.PLAIN;
    }

    Object call(InvocationContext invocation) throws Exception {
        boolean again = repeatable.holdsFor(invocation);
        return switch (kind) {
            case UNI -> Guard.uni(pipeline, () -> proceed(invocation), again);
            case STAGE ->
                Guard.stage(pipeline, () -> proceed(invocation), again).toCompletableFuture();
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
