package dev.breakwater.fraud.assessment;

import dev.breakwater.fraud.rules.History;
import dev.breakwater.fraud.rules.Rules;
import dev.breakwater.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * One assessment per charge, each made with knowledge of all that came before it for the same customer.
 *
 * <p>Nothing is locked. Who judges takes the customer's next number; if somebody else took it meanwhile, with a charge
 * of the same customer or with this very charge, the past that was judged is not the past any more, and all begins
 * again. Somebody gets on in every round.
 */
@ApplicationScoped
public class Assessments {
    /** More than payment-service ever asks at once. */
    private static final int ROUNDS = 50;

    private final Ledger ledger;
    private final Rules rules;

    Assessments(Ledger ledger, Rules rules) {
        this.ledger = ledger;
        this.rules = rules;
    }

    /** The charge's assessment, made now unless it exists. */
    public Uni<Assessment> assess(Charge charge) {
        return assess(charge, ROUNDS);
    }

    private Uni<Assessment> assess(Charge charge, int rounds) {
        return ledger.recall(charge)
                .flatMap(memory ->
                        memory.hasEntry() ? repeat(charge, memory.entry()) : judge(charge, memory.history(), rounds));
    }

    private static Uni<Assessment> repeat(Charge charge, Memory.Entry entry) {
        return entry.isOf(charge)
                ? Uni.createFrom().item(entry.assessment())
                : Uni.createFrom().failure(otherCharge(charge));
    }

    private Uni<Assessment> judge(Charge charge, History history, int rounds) {
        Assessment assessment = Assessment.of(rules.judge(charge.amount().amount(), history));
        return ledger.record(charge, history, assessment)
                .flatMap(recorded -> recorded ? Uni.createFrom().item(assessment) : again(charge, rounds - 1));
    }

    private Uni<Assessment> again(Charge charge, int rounds) {
        return rounds > 0 ? assess(charge, rounds) : Uni.createFrom().failure(crowded(charge));
    }

    private static ProblemException otherCharge(Charge charge) {
        return new ProblemException(
                422,
                "Charge differs",
                "charge " + charge.chargeId() + " was assessed for another customer or another amount");
    }

    private static ProblemException crowded(Charge charge) {
        return new ProblemException(
                        409,
                        "Customer busy",
                        "too many charges of customer " + charge.customerId() + " are being assessed at this moment")
                .retryAfter(Duration.ofSeconds(1));
    }
}
