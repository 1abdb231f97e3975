package dev.breakwater.resilience.quarkus;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits how often each client may call the annotated resource method: a token bucket for each, with the figures
 * {@code resilience.rate-limits.<name>.burst} (100), {@code .per-second} (10) and {@code .max-clients} (100,000). Who a
 * client is says {@link Clients}. Beyond the limit the answer is 429 with {@code Retry-After}; every answer carries
 * {@code RateLimit} and {@code RateLimit-Policy}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RateLimited {

    /** The limit's name, as in {@code resilience.rate-limits.<name>}. */
    String value();
}
