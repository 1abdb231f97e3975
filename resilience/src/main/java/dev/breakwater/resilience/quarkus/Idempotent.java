package dev.breakwater.resilience.quarkus;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that calling the method twice has the effect of calling it once, so that {@link Resilient} may retry it. Not
 * needed on REST client methods that are {@code GET}, {@code HEAD}, {@code OPTIONS}, {@code PUT} or {@code DELETE}, or
 * that carry an {@code Idempotency-Key} header parameter: their calls are retried where it is given.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Idempotent {}
