package dev.breakwater.resilience.policy;

import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.retry.RetryConfig;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All figures of one policy. Immutable; the constructors refuse figures out of range.
 *
 * @param timeout the longest one attempt may take; above 0, default 3 s
 * @param deadline the longest a whole call may take, waits and retries included; null, the default, for the caller's
 *     own deadline alone
 * @param order the layers, outermost first; the timeout, where there is one, comes last
 */
public record PolicyConfig(
        Duration timeout,
        @Nullable Duration deadline,
        List<LayerKind> order,
        RetryConfig retry,
        BreakerConfig breaker,
        BulkheadConfig bulkhead) {

    public static final PolicyConfig DEFAULTS = new PolicyConfig(
            Duration.ofSeconds(3),
            null,
            LayerKind.DEFAULT_ORDER,
            RetryConfig.DEFAULTS,
            BreakerConfig.DEFAULTS,
            BulkheadConfig.DEFAULTS);

    public PolicyConfig {
        requireDuration("timeout", timeout);
        if (deadline != null) {
            requireDuration("deadline", deadline);
        }
        order = List.copyOf(order);
        if (new HashSet<>(order).size() != order.size()) {
            throw new IllegalArgumentException("order is " + order + "; no layer may stand in it twice");
        }
        int timeoutAt = order.indexOf(LayerKind.TIMEOUT);
        if (timeoutAt >= 0 && timeoutAt != order.size() - 1) {
            throw new IllegalArgumentException(
                    "order is " + order
                            + "; the timeout must come last: it is an attempt's own (for the whole call there is the deadline)");
        }
    }

    private static void requireDuration(String property, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(property + " is " + value + "; it must be above 0 and at most 1 day");
        }
    }

    public PolicyConfig withTimeout(Duration value) {
        return new PolicyConfig(value, deadline, order, retry, breaker, bulkhead);
    }

    public PolicyConfig withDeadline(@Nullable Duration value) {
        return new PolicyConfig(timeout, value, order, retry, breaker, bulkhead);
    }

    public PolicyConfig withOrder(List<LayerKind> value) {
        return new PolicyConfig(timeout, deadline, value, retry, breaker, bulkhead);
    }

    public PolicyConfig withRetry(RetryConfig value) {
        return new PolicyConfig(timeout, deadline, order, value, breaker, bulkhead);
    }

    public PolicyConfig withBreaker(BreakerConfig value) {
        return new PolicyConfig(timeout, deadline, order, retry, value, bulkhead);
    }

    public PolicyConfig withBulkhead(BulkheadConfig value) {
        return new PolicyConfig(timeout, deadline, order, retry, breaker, value);
    }
}
