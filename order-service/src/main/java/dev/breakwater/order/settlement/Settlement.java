package dev.breakwater.order.settlement;

import dev.breakwater.order.OrderConfig;
import dev.breakwater.order.order.Ledger;
import dev.breakwater.order.order.Order;
import dev.breakwater.order.order.SettledBy;
import dev.breakwater.order.payment.Payments;
import dev.breakwater.resilience.RejectedException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Charges the orders that checkouts left pending, by the same keys: whatever became of the first attempt, there is one
 * charge. Any number of instances may do so on one database.
 */
@ApplicationScoped
class Settlement {
    private static final Logger LOG = Logger.getLogger(Settlement.class);
    private static final int WORTH_A_WARNING = 20;

    private final Ledger ledger;
    private final Payments payments;
    private final SettlementBackoff backoff;
    private final OrderConfig.Settlement config;

    Settlement(Ledger ledger, Payments payments, SettlementBackoff backoff, OrderConfig config) {
        this.ledger = ledger;
        this.payments = payments;
        this.backoff = backoff;
        this.config = config.settlement();
    }

    @Scheduled(
            identity = "settlement",
            every = "{order.settlement.every}",
            executionMaxDelay = "{order.settlement.jitter}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> settleWhatIsDue() {
        return Multi.createBy()
                .repeating()
                .uni(this::settleSome)
                // Where nothing goes well there will be another look: no storm on a service that is down.
                .whilst(settled -> settled > 0)
                .collect()
                .with(Collectors.summingLong(settled -> settled))
                .invoke(Settlement::tell)
                .onFailure()
                .invoke(failure -> LOG.debugf(failure, "no order could be settled this time"))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Works on as many as it may at a time, and says how many it settled. */
    private Uni<Long> settleSome() {
        return ledger.takeDue(config.batch(), config.lease())
                .toMulti()
                .flatMap(Multi.createFrom()::iterable)
                .onItem()
                .transformToUni(this::settle)
                .merge(config.batch())
                .filter(wentWell -> wentWell)
                .collect()
                .with(Collectors.counting());
    }

    private Uni<Boolean> settle(Order order) {
        return payments.chargeLater(order.toCharge())
                .flatMap(charge -> ledger.settle(order, charge, SettledBy.SETTLEMENT))
                .replaceWith(true)
                // The others go on.
                .onFailure()
                .recoverWithUni(failure -> postpone(order, failure).replaceWith(false));
    }

    private static void tell(long settled) {
        if (settled > 0) {
            LOG.infof("settled %d orders that were pending", settled);
        }
    }

    private Uni<Order> postpone(Order order, Throwable failure) {
        if (order.tries() % WORTH_A_WARNING == 0 && !(failure instanceof RejectedException)) {
            LOG.warnf("order %s is not settled after %d attempts: %s", order.id(), order.tries(), failure.getMessage());
        }
        return ledger.postpone(order, backoff.after(order.tries(), failure), SettledBy.SETTLEMENT)
                // Then its lease ends by itself.
                .onFailure()
                .recoverWithItem(order);
    }
}
