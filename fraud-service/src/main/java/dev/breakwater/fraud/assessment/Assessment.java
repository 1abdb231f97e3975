package dev.breakwater.fraud.assessment;

import dev.breakwater.fraud.rules.Decision;
import dev.breakwater.fraud.rules.Verdict;
import java.math.BigDecimal;
import java.util.List;

/**
 * The answer.
 *
 * @param score 0.00 (no risk) to 1.00
 * @param reasons the gravest first; never empty
 */
public record Assessment(BigDecimal score, Decision decision, List<String> reasons) {

    static Assessment of(Verdict verdict) {
        return new Assessment(verdict.score(), verdict.decision(), verdict.reasons());
    }
}
