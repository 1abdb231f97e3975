package dev.breakwater.resilience.quarkus;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives every request to the annotated resource method the time {@code resilience.deadlines.<name>}, or what its caller
 * has left where that is less. Everything the request calls is bounded by it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface DeadlineBudget {

    /** The budget's name, as in {@code resilience.deadlines.<name>}. */
    String value();
}
