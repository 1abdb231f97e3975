package dev.breakwater.order.checkout;

import static dev.breakwater.resilience.quarkus.Fallbacks.source;

import dev.breakwater.order.catalog.Catalog;
import dev.breakwater.order.order.Ledger;
import dev.breakwater.order.order.NewOrder;
import dev.breakwater.order.order.Order;
import dev.breakwater.order.order.OrderMetrics;
import dev.breakwater.order.order.Pending;
import dev.breakwater.order.order.SettledBy;
import dev.breakwater.order.payment.Charge;
import dev.breakwater.order.payment.Payments;
import dev.breakwater.order.recommendation.Recommender;
import dev.breakwater.order.settlement.SettlementBackoff;
import dev.breakwater.problem.ProblemException;
import dev.breakwater.resilience.fallback.Sourced;
import dev.breakwater.resilience.quarkus.Detached;
import dev.breakwater.resilience.quarkus.Fallbacks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The story of a checkout: place the order; charge it, and have something recommended beside that; settle; answer. */
@ApplicationScoped
class Checkout {
    private static final Logger LOG = Logger.getLogger(Checkout.class);

    private final Catalog catalog;
    private final Ledger ledger;
    private final Pending pending;
    private final Payments payments;
    private final Recommender recommender;
    private final Reserve reserve;
    private final SettlementBackoff backoff;
    private final Fallbacks fallbacks;
    private final OrderMetrics metrics;

    Checkout(
            Catalog catalog,
            Ledger ledger,
            Pending pending,
            Payments payments,
            Recommender recommender,
            Reserve reserve,
            SettlementBackoff backoff,
            Fallbacks fallbacks,
            OrderMetrics metrics) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.pending = pending;
        this.payments = payments;
        this.recommender = recommender;
        this.reserve = reserve;
        this.backoff = backoff;
        this.fallbacks = fallbacks;
        this.metrics = metrics;
    }

    /** Places an order once for each key; a repeat with the same body gets the order as it stands. */
    Uni<Order> checkout(String scope, String key, CheckoutRequest request) {
        NewOrder wanted = wanted(scope, key, request);
        return place(wanted).flatMap(order -> order.id().equals(wanted.id()) ? pursue(order) : replay(order, wanted));
    }

    /** Goes the same way, but leaves no order and no charge: only a service that is warm. */
    Uni<Order> rehearse(String key, CheckoutRequest request) {
        return ledger.rehearse(wanted("rehearsal", key, request))
                .flatMap(order -> Uni.combine()
                        .all()
                        .unis(payments.find(order.id()), recommender.forCustomer(order.customerId()))
                        .with((charge, recommendations) -> order.with(recommendations))
                        // The others may come later than we.
                        .onFailure()
                        .recoverWithItem(order));
    }

    private NewOrder wanted(String scope, String key, CheckoutRequest request) {
        return new NewOrder(
                UUID.randomUUID(),
                scope,
                key,
                Fingerprint.of(request),
                request.customerId(),
                Basket.lines(request.items(), catalog),
                request.paymentToken());
    }

    /** Where too many orders are pending it only finds: a repeat adds none. */
    private Uni<Order> place(NewOrder wanted) {
        return pending.isFull()
                ? ledger.find(wanted.scope(), wanted.key()).map(found -> found.orElseThrow(this::tooManyPending))
                : ledger.place(wanted);
    }

    private Uni<Order> replay(Order order, NewOrder wanted) {
        if (!order.fingerprint().equals(wanted.fingerprint())) {
            throw otherBody(wanted);
        }
        if (order.isAttended()) {
            throw stillRunning(order);
        }
        metrics.replayed();
        return Uni.createFrom().item(order);
    }

    /** A caller who leaves stops the attempt to charge, not the order: the settlement makes the next one. */
    private Uni<Order> pursue(Order order) {
        reserve.keep();
        return Uni.combine()
                .all()
                .unis(charge(order), recommender.forCustomer(order.customerId()))
                .asTuple()
                .onCancellation()
                .invoke(() -> letGo(order).subscribe().with(done -> {}))
                .onFailure()
                .call(() -> letGo(order))
                .flatMap(both -> Detached.run(() -> settle(order.with(both.getItem2()), both.getItem1())));
    }

    /** Empty where payment-service gave no answer that settles the order. Fails only where the protection is off. */
    private Uni<Optional<Charge>> charge(Order order) {
        return fallbacks
                .firstOf(
                        "payment",
                        source("SERVICE", () -> askForCharge(order)),
                        source("PENDING", () -> Uni.createFrom().item(Optional.<Charge>empty())))
                .map(Sourced::value);
    }

    private Uni<Optional<Charge>> askForCharge(Order order) {
        return payments.charge(order.toCharge())
                .map(Optional::of)
                .onFailure()
                .invoke(failure -> LOG.debugf("order %s stays pending: %s", order.id(), failure.getMessage()));
    }

    private Uni<Order> settle(Order order, Optional<Charge> charge) {
        metrics.recommended(order.recommendations());
        return charge.map(made -> ledger.settle(order, made, SettledBy.CHECKOUT))
                .orElseGet(() -> ledger.postpone(order, firstWait(), SettledBy.CHECKOUT))
                // It stands as it was placed, and the settlement finds the charge that was made.
                .onFailure()
                .recoverWithItem(order)
                .map(standing -> standing.with(order.recommendations()));
    }

    /** It has time although the caller's is up. If it fails, the lease ends by itself. */
    private Uni<Order> letGo(Order order) {
        return Detached.run(() -> ledger.postpone(order, firstWait(), SettledBy.CHECKOUT))
                .onFailure()
                .invoke(failure -> LOG.debugf(failure, "the lease of order %s runs out by itself", order.id()))
                .onFailure()
                .recoverWithItem(order);
    }

    private Duration firstWait() {
        return backoff.after(1);
    }

    private ProblemException tooManyPending() {
        metrics.refused();
        return new ProblemException(
                        503,
                        "Too many pending orders",
                        "more orders than " + pending.max() + " wait for their payment; no further ones are taken")
                .retryAfter(Duration.ofSeconds(5));
    }

    private static ProblemException otherBody(NewOrder wanted) {
        return new ProblemException(
                422,
                "Idempotency key reused",
                "the Idempotency-Key '" + wanted.key() + "' was used with another body; a new order needs a new key");
    }

    private static ProblemException stillRunning(Order order) {
        return new ProblemException(
                        409,
                        "Checkout in progress",
                        "order " + order.id() + " is being placed; the same request will give its outcome")
                .retryAfter(Duration.ofSeconds(1));
    }
}
