package dev.breakwater.order.settlement;

import dev.breakwater.order.OrderConfig;
import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.retry.Backoff;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.resilience.time.RandomSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** How long a pending order waits for its next attempt. */
@ApplicationScoped
public class SettlementBackoff {
    private final RetryConfig config;
    private final RandomSource random;

    @Inject
    SettlementBackoff(OrderConfig config, Resilience resilience) {
        this(config.settlement(), resilience.random());
    }

    SettlementBackoff(OrderConfig.Settlement config, RandomSource random) {
        RetryConfig defaults = RetryConfig.DEFAULTS;
        this.random = random;
        this.config = new RetryConfig(
                defaults.maxAttempts(),
                config.backoff(),
                defaults.multiplier(),
                config.backoffCap(),
                defaults.jitter(),
                defaults.jitterMode(),
                defaults.budgetRatio(),
                defaults.budgetPerSecond());
    }

    /** After an order's so-manieth attempt failed. */
    public Duration after(int tries) {
        return Duration.ofNanos(Backoff.nanos(config, tries, random.nextDouble()));
    }

    /**
     * The same; but an attempt that our own circuit did not let through has told nothing of payment-service, and the
     * next is due when it may pass.
     */
    Duration after(int tries, Throwable failure) {
        return failure instanceof RejectedException refusal ? until(refusal) : after(tries);
    }

    private Duration until(RejectedException refusal) {
        long shortest = config.base().toNanos();
        long longest = config.cap().toNanos();
        long wait = Math.min(longest, Math.max(shortest, refusal.retryAfterNanos()));
        return Duration.ofNanos((long) (wait * (1 + config.jitter() * random.nextDouble())));
    }
}
