package dev.breakwater.payment.charge;

import dev.breakwater.payment.PaymentConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Finishes the intents that crashes and failures left. Any number of instances may do so on one database. */
@ApplicationScoped
class Recovery {
    private static final Logger LOG = Logger.getLogger(Recovery.class);

    private final Ledger ledger;
    private final Capturing capturing;
    private final Doorbell doorbell;
    private final ChargeMetrics metrics;
    private final PaymentConfig.Recovery config;

    Recovery(Ledger ledger, Capturing capturing, Doorbell doorbell, ChargeMetrics metrics, PaymentConfig config) {
        this.ledger = ledger;
        this.capturing = capturing;
        this.doorbell = doorbell;
        this.metrics = metrics;
        this.config = config.recovery();
    }

    @Scheduled(
            identity = "charge-recovery",
            every = "{payment.recovery.every}",
            executionMaxDelay = "{payment.recovery.jitter}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> finishWhatIsDue() {
        return finishBatches()
                .onFailure()
                .invoke(failure -> LOG.debugf(failure, "no charge could be recovered this time"))
                .onFailure()
                .recoverWithNull();
    }

    /** A full batch that ended well is followed by the next at once, so that what a long failure left goes in seconds. */
    private Uni<Void> finishBatches() {
        return ledger.takeDue(config.batch(), UUID.randomUUID())
                .flatMap(this::finishAll)
                .flatMap(
                        finished -> finished < config.batch() ? Uni.createFrom().voidItem() : finishBatches());
    }

    /** How many of them ended; the others are postponed. */
    private Uni<Long> finishAll(List<Charge> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(this::finish)
                .merge(config.concurrency())
                .collect()
                .with(Collectors.counting())
                .invoke(Recovery::log);
    }

    /** The charge at its end; null where it is postponed: the others of the batch go on. */
    private Uni<Charge> finish(Charge intent) {
        return capturing.finish(intent).invoke(this::tell).onFailure().recoverWithNull();
    }

    private void tell(Charge charge) {
        doorbell.ring(charge.key());
        metrics.recovered();
        LOG.debugf("recovered charge %s: %s", charge.id(), charge.state());
    }

    private static void log(long finished) {
        if (finished > 0) {
            LOG.infof("finished %d charges that were left", finished);
        }
    }
}
