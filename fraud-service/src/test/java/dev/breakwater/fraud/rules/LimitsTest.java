package dev.breakwater.fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LimitsTest {
    private final Limits limits = new Limits(100, 300);

    @Test
    void nothingIsNoRisk() {
        assertThat(limits.risk(0)).isZero();
    }

    @Test
    void whatIsBelowReviewIsALittleRiskThatGrows() {
        assertThat(limits.risk(50)).isEqualTo(0.1, within(1e-9));
        assertThat(limits.risk(99.99)).isLessThan(0.2);
    }

    @Test
    void reviewBeginsAtItsLimit() {
        assertThat(limits.risk(100)).isEqualTo(Decision.REVIEW_SCORE);
    }

    @Test
    void theRiskGrowsBetweenReviewAndRefusal() {
        assertThat(limits.risk(200)).isEqualTo(0.7, within(1e-9));
    }

    @Test
    void refusalBeginsAtItsLimitAndGrowsNoMore() {
        assertThat(limits.risk(300)).isEqualTo(Decision.DENY_SCORE);
        assertThat(limits.risk(1e12)).isEqualTo(Decision.DENY_SCORE);
    }

    @Test
    void limitsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(2, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(Double.NaN, 2))
                .withMessageContaining("review-from is NaN");
    }
}
