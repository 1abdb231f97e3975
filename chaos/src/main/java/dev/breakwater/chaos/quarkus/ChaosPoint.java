package dev.breakwater.chaos.quarkus;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a place in the code that faults can hit: every call of the annotated bean method passes it first. Works for
 * plain return values, {@code Uni} and {@code CompletionStage}. Stands inside {@code @Resilient}, so that to the
 * protection a fault looks like the dependency's own, on each attempt anew.
 */
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ChaosPoint {

    /** The point's name, as in a fault's {@code point}. */
    @Nonbinding
    String value();
}
