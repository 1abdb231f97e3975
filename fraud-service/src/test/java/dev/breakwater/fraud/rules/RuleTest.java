package dev.breakwater.fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RuleTest {
    private static final Limits LIMITS = new Limits(100, 300);

    @Nested
    class AnAmountCeiling {
        private final Rule rule = new AmountCeiling(LIMITS);

        @Test
        void isAboutTheAmountAlone() {
            assertThat(rule.judge(eur("200.00"), History.NONE)).isEqualTo(rule.judge(eur("200.00"), regular()));
            assertThat(rule.judge(eur("200.00"), regular()).risk()).isEqualTo(0.7, within(1e-9));
        }

        @Test
        void namesTheAmount() {
            assertThat(rule.judge(eur("200.00"), regular()).reason()).isEqualTo("the amount of 200.00 is large");
        }
    }

    @Nested
    class ANewCustomer {
        private final Rule rule = new NewCustomer(LIMITS);

        @Test
        void isSuspiciousWithALargeAmount() {
            assertThat(rule.judge(eur("100.00"), History.NONE).risk()).isEqualTo(Decision.REVIEW_SCORE);
        }

        @Test
        void isNotSuspiciousWithASmallOne() {
            assertThat(rule.judge(eur("39.80"), History.NONE).risk()).isLessThan(0.1);
        }

        @Test
        void staysNewWhileNothingWasAllowed() {
            History refusedTwice = new History(2, 2, 2, 0, BigDecimal.ZERO);
            assertThat(rule.judge(eur("100.00"), refusedTwice).risk()).isEqualTo(Decision.REVIEW_SCORE);
        }

        @Test
        void isKnownAfterAnAllowedCharge() {
            History allowedOnce = new History(1, 0, 0, 1, eur("5.00"));
            assertThat(rule.judge(eur("100.00"), allowedOnce)).isEqualTo(Finding.NONE);
        }
    }

    @Nested
    class AnUnusualAmount {
        private final Rule rule = new UnusualAmount(new Limits(10, 50), 5, eur("200.00"));

        @Test
        void isManyTimesTheUsual() {
            Finding finding = rule.judge(eur("400.00"), usually("40.00", 5));
            assertThat(finding.risk()).isEqualTo(Decision.REVIEW_SCORE);
            assertThat(finding.reason()).isEqualTo("the amount of 400.00 is far above this customer's usual 40.00");
        }

        @Test
        void isNotUnusualForSomebodyWhoSpendsALot() {
            assertThat(rule.judge(eur("400.00"), usually("300.00", 5)).risk()).isLessThan(0.05);
        }

        @Test
        void cannotBeToldOfACustomerWhoIsHardlyKnown() {
            assertThat(rule.judge(eur("400.00"), usually("40.00", 4))).isEqualTo(Finding.NONE);
        }

        @Test
        void isNeverASmallOne() {
            assertThat(rule.judge(eur("199.99"), usually("1.00", 100))).isEqualTo(Finding.NONE);
        }

        @Test
        void countsTheSmallestPossiblePast() {
            assertThat(rule.judge(eur("200.00"), usually("0.01", 5)).risk()).isEqualTo(Decision.DENY_SCORE);
        }

        @Test
        void refusesToKnowCustomersWithoutAnyCharge() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new UnusualAmount(LIMITS, 0, eur("200.00")))
                    .withMessageContaining("known-after is 0");
        }

        private static History usually(String amount, long times) {
            return new History(times, 0, 0, times, eur(amount).multiply(BigDecimal.valueOf(times)));
        }
    }

    @Nested
    class AVelocity {
        private final Rule perMinute = new Velocity("a minute", History::chargesInMinute, LIMITS);

        @Test
        void countsThisChargeToo() {
            Finding finding = perMinute.judge(eur("1.00"), charges(99));
            assertThat(finding.risk()).isEqualTo(Decision.REVIEW_SCORE);
            assertThat(finding.reason()).isEqualTo("100 charges within a minute");
        }

        @Test
        void isFineBelowItsLimit() {
            assertThat(perMinute.judge(eur("1.00"), charges(98)).risk()).isLessThan(0.2);
        }

        private static History charges(long inMinute) {
            return new History(10_000, inMinute, 5_000, 10_000, eur("10000.00"));
        }
    }

    private static History regular() {
        return new History(10, 1, 2, 10, eur("400.00"));
    }

    private static BigDecimal eur(String amount) {
        return new BigDecimal(amount);
    }
}
