package dev.breakwater.order.settlement;

import dev.breakwater.order.OrderConfig;
import dev.breakwater.order.order.Ledger;
import dev.breakwater.order.order.Order;
import dev.breakwater.order.order.SettledBy;
import dev.breakwater.order.payment.Payments;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Charges the orders that checkouts left pending, by the same keys: whatever became of the first attempt, there is one
 * charge. Any number of instances may do so on one database.
 */
@ApplicationScoped
class Settlement {
    private static final Logger LOG = Logger.getLogger(Settlement.class);

    private static final int MANY_TRIES = 20;

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
                .whilst(this::isMoreToDo)
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.debugf(failure, "no order could be settled this time"))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Settles as many as it may at a time, and tells of each whether it went well. */
    private Uni<List<Boolean>> settleSome() {
        return ledger.takeDue(config.batch(), config.lease())
                .toMulti()
                .flatMap(Multi.createFrom()::iterable)
                .onItem()
                .transformToUni(this::settle)
                .merge(config.batch())
                .collect()
                .asList();
    }

    /** Where nothing goes well there will be another look: no storm on a service that is down. */
    private boolean isMoreToDo(List<Boolean> wentWell) {
        return wentWell.size() == config.batch() && wentWell.contains(true);
    }

    private Uni<Boolean> settle(Order order) {
        return payments.chargeLater(order.toCharge())
                .flatMap(charge -> ledger.settle(order, charge, SettledBy.SETTLEMENT))
                .invoke(settled -> LOG.debugf("settled order %s: %s", settled.id(), settled.status()))
                .replaceWith(true)
                // The others of the batch go on.
                .onFailure()
                .recoverWithUni(failure -> postpone(order, failure).replaceWith(false));
    }

    private Uni<Order> postpone(Order order, Throwable failure) {
        if (order.tries() == MANY_TRIES) {
            LOG.warnf(
                    "order %s is still not settled after %d attempts: %s",
                    order.id(), MANY_TRIES, failure.getMessage());
        }
        return ledger.postpone(order, backoff.after(order.tries(), failure), SettledBy.SETTLEMENT)
                // Then its lease ends by itself.
                .onFailure()
                .recoverWithItem(order);
    }
}
