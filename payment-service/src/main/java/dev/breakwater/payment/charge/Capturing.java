package dev.breakwater.payment.charge;

import dev.breakwater.payment.PaymentConfig;
import dev.breakwater.payment.processor.CardProcessor;
import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.retry.Backoff;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.resilience.time.RandomSource;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The end of every intent, whether its request or the recovery worker gets there: capture, record. Made at the start, so
 * that a backoff that cannot be stops it.
 */
@Startup
@ApplicationScoped
class Capturing {
    private static final Logger LOG = Logger.getLogger(Capturing.class);

    private final CardProcessor processor;
    private final Ledger ledger;
    private final ChargeMetrics metrics;
    private final RandomSource random;
    private final RetryConfig backoff;

    Capturing(
            CardProcessor processor,
            Ledger ledger,
            ChargeMetrics metrics,
            Resilience resilience,
            PaymentConfig config) {
        this.processor = processor;
        this.ledger = ledger;
        this.metrics = metrics;
        this.random = resilience.random();
        this.backoff = backoff(config.recovery());
    }

    /** Safe to run twice, also at once: the processor captures a key once and the ledger records it once. */
    Uni<Charge> finish(Charge intent) {
        return processor
                .capture(intent.toCapture())
                .flatMap(result -> ledger.record(intent, result))
                .onFailure()
                .call(failure -> postpone(intent, failure));
    }

    /** A capture that a layer of ours refused was none: it is due again soon, and makes no later wait longer. */
    private Uni<Void> postpone(Charge intent, Throwable failure) {
        metrics.postponed();
        LOG.debugf("charge %s is not captured yet: %s", intent.id(), failure.getMessage());
        int tried = failure instanceof RejectedException ? 0 : 1;
        int retry = tried == 0 ? 1 : intent.capturesTried() + 1;
        Duration wait = Duration.ofNanos(Backoff.nanos(backoff, retry, random.nextDouble()));
        return ledger.postpone(intent, tried, wait)
                // Then the lease ends by itself, and the recovery worker comes no later.
                .onFailure()
                .recoverWithNull();
    }

    private static RetryConfig backoff(PaymentConfig.Recovery recovery) {
        RetryConfig defaults = RetryConfig.DEFAULTS;
        return new RetryConfig(
                defaults.maxAttempts(),
                recovery.backoff(),
                defaults.multiplier(),
                recovery.backoffCap(),
                defaults.jitter(),
                defaults.jitterMode(),
                defaults.budgetRatio(),
                defaults.budgetPerSecond());
    }
}
