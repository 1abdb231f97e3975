package dev.breakwater.fraud.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/**
 * All rules, and how their findings become one score: each is taken as independent evidence, so that the score is
 * 1 − ∏(1 − risk), the noisy-or of Pearl, "Probabilistic Reasoning in Intelligent Systems" (1988). One strong finding
 * is enough, several weak ones add up, and no score passes 1.
 */
public final class Rules {
    /** A finding of less is not worth a person's time. */
    private static final double WORTH_NAMING = 0.15;

    private static final List<String> NOTHING = List.of("nothing unusual");

    private final List<Rule> rules;

    Rules(Rule... rules) {
        this.rules = List.of(rules);
    }

    /**
     * Judges a charge.
     *
     * @param amount in EUR
     * @param history the customer's past, without this charge
     */
    public Verdict judge(BigDecimal amount, History history) {
        List<Finding> findings =
                rules.stream().map(rule -> rule.judge(amount, history)).toList();
        BigDecimal score = score(findings);
        return new Verdict(score, Decision.of(score.doubleValue()), reasons(findings));
    }

    private static BigDecimal score(List<Finding> findings) {
        double innocence = 1;
        for (Finding finding : findings) {
            innocence *= 1 - finding.risk();
        }
        return BigDecimal.valueOf(1 - innocence).setScale(2, RoundingMode.HALF_UP);
    }

    /** The gravest first. */
    private static List<String> reasons(List<Finding> findings) {
        List<String> reasons = findings.stream()
                .filter(finding -> finding.risk() >= WORTH_NAMING)
                .sorted(Comparator.comparingDouble(Finding::risk).reversed())
                .map(Finding::reason)
                .toList();
        return reasons.isEmpty() ? NOTHING : reasons;
    }
}
