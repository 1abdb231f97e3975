package dev.breakwater.drill.run;

import static dev.breakwater.drill.run.Results.result;
import static dev.breakwater.drill.run.Results.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.drill.traffic.Sample;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final RunFigures HELD = run(Samples::degraded, 5.8);
    private static final RunFigures COLLAPSED = run(Samples::failed, 1.0);

    @Test
    void holdsWhereOnlyTheUnprotectedRunCollapses() {
        Verdict verdict = result("fraud-slow", COLLAPSED, HELD).verdict();

        assertThat(verdict.held()).isTrue();
        assertThat(verdict.reasons())
                .contains(
                        "protected: 200 of 200 checkouts were good during the fault, and at least" + " 99.9 % must be");
    }

    @Test
    void fallsForOneBadCheckoutOfTwoHundred() {
        RunFigures guarded = run(due -> due == 30_000 ? Samples.failed(due) : Samples.degraded(due), 1.0);

        fallsBecauseOf(
                result("fraud-slow", COLLAPSED, guarded), "protected: 199 of 200 checkouts were good during the fault");
    }

    @Test
    void fallsWhereRecoveryTakesLongerThanTheBreakerIsOpen() {
        fallsBecauseOf(
                result("fraud-slow", COLLAPSED, run(Samples::degraded, 6.1)),
                "protected: checkouts were undegraded 6.1 s after the fault");
    }

    @Test
    void fallsWhereRecoveryNeverComes() {
        fallsBecauseOf(
                result("fraud-slow", COLLAPSED, run(Samples::degraded, null)),
                "protected: checkouts were not undegraded again within 30 s");
    }

    @Test
    void aStoryThatMustCollapseFallsWhereItDoesNot() {
        fallsBecauseOf(
                result("fraud-hang", run(oneBadOf(2), 1.0), HELD),
                "unprotected: 100 of 200 checkouts were good during the fault, and at most 10 % may be");
    }

    @Test
    void otherDrillsOnlyNeedTheUnprotectedRunToBeWorse() {
        assertThat(result("fraud-errors", run(oneBadOf(50), 1.0), HELD)
                        .verdict()
                        .held())
                .isTrue();
    }

    @Test
    void aFaultThatBreaksNothingIsSaidToAndHolds() {
        Verdict verdict =
                result("model-down", run(Samples::degraded, 0.0), HELD).verdict();

        assertThat(verdict.held()).isTrue();
        assertThat(verdict.reasons()).anyMatch(reason -> reason.contains("this fault does not break the checkout"));
    }

    @Test
    void fallsWhereTheUnprotectedRunIsNoWorse() {
        RunFigures same = run(oneBadOf(50), 1.0);
        Verdict verdict = result("fraud-errors", same, same).verdict();

        assertThat(verdict.held()).isFalse();
        assertThat(verdict.reasons().get(1)).startsWith("unprotected: 196 of 200 checkouts were good");
    }

    @Test
    void aPhaseWithoutSamplesIsNoProof() {
        RunFigures empty = Results.figures(List.of(), 0.0);

        fallsBecauseOf(result("model-down", empty, HELD), "unprotected: there was no checkout in the phase steady");
    }

    @Test
    void whatIsSaidOfTheMeasurementIsPassedOnAndDecidesNothing() {
        RunFigures remarked = new RunFigures(
                HELD.phases(), HELD.recoverySeconds(), 1, null, HELD.timeline(), List.of("the generator sent 3 late"));
        Verdict verdict = result("fraud-slow", COLLAPSED, remarked).verdict();

        assertThat(verdict.held()).isTrue();
        assertThat(verdict.reasons()).contains("protected: the generator sent 3 late");
    }

    @Test
    void aStormOfRetriesIsOneWhereMoreArriveThanTheBudgetAllows() {
        RunFigures quiet = Results.calling(HELD, 1.2);

        assertThat(result("retry-storm", COLLAPSED, quiet).verdict().reasons())
                .contains("protected: 1.2 calls downstream for each checkout, and 1.2 is the limit");
        assertThat(result("retry-storm", COLLAPSED, quiet).verdict().held()).isTrue();
        fallsBecauseOf(
                result("retry-storm", COLLAPSED, Results.calling(HELD, 1.21)),
                "protected: 1.21 calls downstream for each checkout");
    }

    @Test
    void oneIllInstanceOfTwoMayBeNoticedByAFewAlone() {
        assertThat(result("one-ill", run(oneBadOf(2), 1.0), run(oneDegradedOf(50), 0.0))
                        .verdict()
                        .held())
                .isTrue();
        fallsBecauseOf(
                result("one-ill", run(oneBadOf(2), 1.0), run(oneDegradedOf(40), 0.0)),
                "protected: 5 of 200 checkouts were degraded during the fault, and at most 2 % may be");
    }

    @Nested
    class WhereBothRunsAreProtected {
        private final RunFigures inside = Results.opening(HELD, 0.62);
        private final RunFigures outside = Results.opening(HELD, 0.31);

        @Test
        void bothMustHoldAndNeitherNeedBeWorse() {
            Verdict verdict = result("order", outside, inside).verdict();

            assertThat(verdict.held()).isTrue();
            assertThat(verdict.reasons())
                    .contains(
                            "retry outside: the breaker opened 0.31 s after the fault began, and 1.25 calls arrived"
                                    + " downstream for each checkout",
                            "retry inside: the breaker opened 0.62 s after the fault began, and 1.25 calls arrived"
                                    + " downstream for each checkout")
                    .noneMatch(reason -> reason.contains("this fault does not break the checkout"));
        }

        @Test
        void fallsForABadCheckoutOfEither() {
            fallsBecauseOf(
                    result("order", Results.opening(run(oneBadOf(50), 1.0), 0.31), inside),
                    "retry outside: 196 of 200 checkouts were good during the fault");
        }

        @Test
        void fallsWhereABreakerStaysClosed() {
            fallsBecauseOf(result("order", outside, HELD), "retry inside: the breaker did not open during the fault");
        }
    }

    private static void fallsBecauseOf(DrillResult result, String reason) {
        assertThat(result.verdict().held()).isFalse();
        assertThat(result.verdict().reasons().get(0)).startsWith(reason);
    }

    private static LongFunction<Sample> oneDegradedOf(int many) {
        return due -> due / 100 % many == 0 ? Samples.degraded(due) : Samples.paid(due);
    }

    private static LongFunction<Sample> oneBadOf(int many) {
        return due -> due / 100 % many == 0 ? Samples.failed(due) : Samples.paid(due);
    }
}
