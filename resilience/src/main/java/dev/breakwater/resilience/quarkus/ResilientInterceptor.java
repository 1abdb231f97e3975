package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;

/** Runs {@link Resilient} methods through their policies. */
@Resilient("")
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class ResilientInterceptor {
    private final Resilience resilience;
    private final ConcurrentHashMap<Method, GuardedMethod> methods = new ConcurrentHashMap<>();

    ResilientInterceptor(Resilience resilience) {
        this.resilience = resilience;
    }

    @AroundInvoke
    Object guard(InvocationContext invocation) throws Exception {
        GuardedMethod method = methods.get(invocation.getMethod());
        return (method == null ? known(invocation) : method).call(invocation);
    }

    private GuardedMethod known(InvocationContext invocation) {
        String policy = invocation.getInterceptorBinding(Resilient.class).value();
        return methods.computeIfAbsent(
                invocation.getMethod(), method -> GuardedMethod.of(resilience.policy(policy), method));
    }
}
