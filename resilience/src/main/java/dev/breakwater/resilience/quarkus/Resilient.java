package dev.breakwater.resilience.quarkus;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the annotated method, or every method of the annotated class or REST client interface, through the named
 * policy. Works for plain return values, {@code Uni}, {@code CompletionStage} and {@code CompletableFuture}; what else
 * answers after the method returned, such as {@code Multi} and {@code Future}, stops the start. The figures stand in
 * the configuration under {@code resilience.<name>.…}; an unknown name stops the start.
 */
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Resilient {

    /** The policy's name, as in {@code resilience.<name>.…}. */
    @Nonbinding
    String value();
}
