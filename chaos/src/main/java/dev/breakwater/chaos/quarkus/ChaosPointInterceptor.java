package dev.breakwater.chaos.quarkus;

import dev.breakwater.chaos.Points;
import dev.breakwater.resilience.quarkus.CallersContext;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets the calls of a {@link ChaosPoint} pass it first. A {@code Uni} passes it each time it is subscribed to. A plain
 * method's call is held on its own thread; on an event loop, which must not be held, it fails instead.
 */
@Interceptor
@ChaosPoint("")
@Priority(Interceptor.Priority.LIBRARY_BEFORE + 100)
class ChaosPointInterceptor {
    private final boolean enabled;
    private final Points points;

    ChaosPointInterceptor(ChaosConfig config, Points points) {
        this.enabled = config.enabled();
        this.points = points;
    }

    @AroundInvoke
    Object intercept(InvocationContext call) throws Exception {
        if (!enabled) {
            return call.proceed();
        }
        String point = call.getInterceptorBinding(ChaosPoint.class).value();
        Class<?> type = call.getMethod().getReturnType();
        if (type == Uni.class) {
            return passing(point, () -> (Uni<?>) call.proceed());
        }
        if (CompletionStage.class.isAssignableFrom(type)) {
            return passing(point, () -> Uni.createFrom().completionStage((CompletionStage<?>) call.proceed()))
                    .subscribeAsCompletionStage();
        }
        points.passOnThisThread(point, BlockingOperationControl.isBlockingAllowed());
        return call.proceed();
    }

    private Uni<?> passing(String point, Callable<Uni<?>> call) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> passing = points.pass(point);
            Uni<Void> passed = Uni.createFrom().completionStage(passing);
            return (passing.isDone() ? passed : passed.emitOn(CallersContext.capture())).chain(() -> begin(call));
        });
    }

    private static Uni<?> begin(Callable<Uni<?>> call) {
        try {
            return call.call();
        } catch (Exception e) {
            return Uni.createFrom().failure(e);
        }
    }
}
