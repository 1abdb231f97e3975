package dev.breakwater.fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final BigDecimal AMOUNT = new BigDecimal("39.80");

    @Test
    void whatNoRuleMindsIsAllowed() {
        Verdict verdict = judgedAt(0, 0.05);
        assertThat(verdict.decision()).isEqualTo(Decision.ALLOW);
        assertThat(verdict.score()).isEqualTo("0.05");
        assertThat(verdict.reasons()).containsExactly("nothing unusual");
    }

    @Test
    void oneGraveFindingIsEnough() {
        assertThat(judgedAt(0.9, 0).decision()).isEqualTo(Decision.DENY);
        assertThat(judgedAt(0, 0.5).decision()).isEqualTo(Decision.REVIEW);
    }

    @Test
    void findingsAddUpAsIndependentEvidence() {
        assertThat(judgedAt(0.5, 0.5).score()).isEqualTo("0.75");
        assertThat(judgedAt(0.7, 0.7).decision()).isEqualTo(Decision.DENY);
    }

    @Test
    void severalHarmlessFindingsAreNotHarmless() {
        assertThat(judgedAt(0.19, 0.19, 0.19, 0.19).decision()).isEqualTo(Decision.REVIEW);
    }

    @Test
    void theGravestReasonComesFirst() {
        assertThat(judgedAt(0.2, 0.01, 0.6).reasons()).containsExactly("risk 0.6", "risk 0.2");
    }

    @Test
    void theDecisionIsThatOfTheScoreThatIsShown() {
        assertThat(judgedAt(0.4951).score()).isEqualTo("0.50");
        assertThat(judgedAt(0.4951).decision()).isEqualTo(Decision.REVIEW);
    }

    @Test
    void aScoreStaysInItsRangeAndNoFindingLowersIt() {
        Random random = new Random(17);
        for (int i = 0; i < 1_000; i++) {
            double[] risks = random.doubles(1 + random.nextInt(6)).toArray();
            BigDecimal all = judgedAt(risks).score();
            BigDecimal withoutLast =
                    judgedAt(Arrays.copyOf(risks, risks.length - 1)).score();
            assertThat(all).isBetween(BigDecimal.ZERO, BigDecimal.ONE).isGreaterThanOrEqualTo(withoutLast);
        }
    }

    private static Verdict judgedAt(double... risks) {
        Rule[] rules = Arrays.stream(risks)
                .mapToObj(risk -> (Rule) (amount, history) -> new Finding(risk, "risk " + risk))
                .toArray(Rule[]::new);
        return new Rules(rules).judge(AMOUNT, History.NONE);
    }
}
