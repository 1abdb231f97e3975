package dev.breakwater.payment.charge;

import dev.breakwater.payment.PaymentConfig;
import dev.breakwater.payment.fraud.FraudAssessor;
import dev.breakwater.payment.fraud.Verdict;
import dev.breakwater.problem.ProblemException;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.policy.Attempt;
import dev.breakwater.resilience.quarkus.Detached;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The story of a charge: claim the key, assess, write the intent, capture, record. */
@ApplicationScoped
class Charging {
    private static final Logger LOG = Logger.getLogger(Charging.class);

    /** What a caller's time must still allow when the waiting ends: a last look, and the way back. */
    private static final Duration TO_ANSWER = Duration.ofMillis(100);

    private final Ledger ledger;
    private final FraudAssessor fraud;
    private final Capturing capturing;
    private final Doorbell doorbell;
    private final Resilience resilience;
    private final Duration patience;

    Charging(
            Ledger ledger,
            FraudAssessor fraud,
            Capturing capturing,
            Doorbell doorbell,
            Resilience resilience,
            PaymentConfig config) {
        this.ledger = ledger;
        this.fraud = fraud;
        this.capturing = capturing;
        this.doorbell = doorbell;
        this.resilience = resilience;
        this.patience = config.patience();
    }

    /** Charges once for each key; every request with the key and the same body gets the same charge. */
    Uni<Charge> charge(String key, ChargeRequest request) {
        UUID attempt = UUID.randomUUID();
        return claim(key, request, attempt, patience())
                .flatMap(charge -> charge.isSettled() ? Uni.createFrom().item(charge) : pursue(charge));
    }

    /** Ends with a claim of our own, or with the settled charge of whoever had it. */
    private Uni<Charge> claim(String key, ChargeRequest request, UUID attempt, Patience patience) {
        return ledger.claim(key, request, attempt)
                .invoke(charge -> requireSameBody(charge, request))
                .flatMap(charge -> charge.isSettled() || charge.isHeldBy(attempt)
                        ? Uni.createFrom().item(charge)
                        : awaitMove(charge, patience)
                                .flatMap(moved -> moved.isSettled()
                                        ? Uni.createFrom().item(moved)
                                        : claim(key, request, attempt, patience)));
    }

    /** Ends when the charge that another request works on is settled or abandoned. */
    private Uni<Charge> awaitMove(Charge charge, Patience patience) {
        if (patience.isOver()) {
            throw stillInProgress(charge);
        }
        return doorbell.await(charge.key(), patience.nextPause())
                .flatMap(rung -> ledger.reread(charge))
                .flatMap(now ->
                        now.isSettled() || now.isAbandoned() ? Uni.createFrom().item(now) : awaitMove(now, patience));
    }

    /** A caller who leaves while fraud assesses stops the work; from the verdict on it goes to its end without him. */
    private Uni<Charge> pursue(Charge claimed) {
        return fraud.assess(claimed.toAssess())
                .onCancellation()
                .invoke(() -> release(claimed))
                .onFailure()
                .invoke(failure -> release(claimed))
                .flatMap(verdict -> Detached.run(() -> settle(claimed, verdict)));
    }

    private Uni<Charge> settle(Charge claimed, Verdict verdict) {
        return ledger.decide(claimed, verdict)
                .flatMap(charge -> charge.state() == ChargeState.CAPTURING
                        ? capturing.finish(charge).onFailure().transform(failure -> willBeFinished(charge))
                        : Uni.createFrom().item(charge))
                .invoke(charge -> doorbell.ring(charge.key()));
    }

    /** Nobody waits for it, and it has time although the caller's is up. If it fails, the lease ends by itself. */
    private void release(Charge claimed) {
        Detached.run(() -> ledger.release(claimed))
                .subscribe()
                .with(
                        released -> doorbell.ring(claimed.key()),
                        failure -> LOG.debugf(failure, "the claim of charge %s runs out by itself", claimed.id()));
    }

    private Patience patience() {
        Attempt caller = resilience.carrier().current();
        long remaining = Deadline.remainingNanos(caller == null ? null : caller.deadline());
        return new Patience(
                Deadline.after(Math.min(patience.toNanos(), remaining - TO_ANSWER.toNanos()), resilience.time()));
    }

    private static void requireSameBody(Charge charge, ChargeRequest request) {
        if (!charge.asksFor(request)) {
            throw new ProblemException(
                    422,
                    "Idempotency key reused",
                    "the Idempotency-Key '" + charge.key()
                            + "' was used with another body; a new charge needs a new key");
        }
    }

    private static ProblemException stillInProgress(Charge charge) {
        return new ProblemException(
                        409,
                        "Charge in progress",
                        "charge " + charge.id() + " is in progress; the same request will give its outcome")
                .retryAfter(Duration.ofSeconds(1));
    }

    private static ProblemException willBeFinished(Charge charge) {
        return new ProblemException(
                        503,
                        "Charge in progress",
                        "the card processor has not confirmed charge " + charge.id()
                                + " yet; it will be finished, and the same request will give its outcome")
                .retryAfter(Duration.ofSeconds(1));
    }
}
