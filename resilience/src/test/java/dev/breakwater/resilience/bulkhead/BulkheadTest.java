package dev.breakwater.resilience.bulkhead;

import static dev.breakwater.resilience.Outcome.SUCCESS;
import static dev.breakwater.resilience.gate.Gate.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.bulkhead.BulkheadConfig.Kind;
import dev.breakwater.resilience.gate.Waiter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BulkheadTest {
    private final List<String> granted = new ArrayList<>();
    private Bulkhead bulkhead = new Bulkhead("payment", new BulkheadConfig(2, 0, Kind.FIXED));

    /** A call that waits, by name. */
    private final class Call extends Waiter {
        private final String name;

        Call(String name) {
            this.name = name;
        }

        @Override
        protected void granted() {
            granted.add(name);
        }
    }

    private Call queued(String name) {
        assertRefused();
        Call call = new Call(name);
        assertThat(bulkhead.enqueue(call)).as("%s may wait", name).isTrue();
        return call;
    }

    private void take() {
        assertThat(bulkhead.tryAcquire()).isNotEqualTo(REFUSED);
    }

    private void take(int permits) {
        for (int i = 0; i < permits; i++) {
            take();
        }
    }

    private void release() {
        bulkhead.release(0, SUCCESS, 0);
    }

    private void assertRefused() {
        assertThat(bulkhead.tryAcquire()).isEqualTo(REFUSED);
    }

    @Nested
    class WithoutAQueue {
        @Test
        void letsSoManyRunAtOnceAndNoMore() {
            take(2);
            assertThat(bulkhead.used()).isEqualTo(2);
            assertRefused();
            assertThat(bulkhead.mayQueue()).isFalse();
            assertThat(bulkhead.enqueue(new Call("a"))).isFalse();

            release();
            take();
            assertRefused();
        }

        @Test
        void refusesWithTheFigures() {
            take(2);
            RejectedException rejection = bulkhead.rejection();
            assertThat(rejection).hasMessage("bulkhead 'payment' is full: 2 of 2 calls are running");
            assertThat(rejection.kind()).isEqualTo("bulkhead-full");
            assertThat(rejection.retryAfterNanos()).isZero();
        }

        @Test
        void tellsTheSameToAllWhomItRefusesUntilItsFiguresChange() {
            take(2);
            RejectedException first = bulkhead.rejection();
            assertThat(bulkhead.rejection()).isSameAs(first);

            bulkhead.reconfigure(new BulkheadConfig(1, 0, Kind.FIXED));
            assertThat(bulkhead.rejection()).hasMessage("bulkhead 'payment' is full: 1 of 1 calls are running");
        }

        @ParameterizedTest
        @EnumSource
        void takesAPermitBackWhateverTheOutcome(Outcome outcome) {
            take(2);
            bulkhead.release(0, outcome, 5);
            assertThat(bulkhead.used()).isOne();
            take();
        }

        @Test
        void needsNoClock() {
            assertThat(bulkhead.measuresTime()).isFalse();
        }
    }

    @Nested
    class WithAQueue {
        WithAQueue() {
            bulkhead = new Bulkhead("payment", new BulkheadConfig(2, 2, Kind.FIXED));
            take(2);
        }

        @Test
        void letsSoManyWaitAndNoMore() {
            queued("a");
            queued("b");
            assertThat(bulkhead.waiting()).isEqualTo(2);
            assertThat(bulkhead.enqueue(new Call("c"))).isFalse();
            assertThat(bulkhead.waiting()).isEqualTo(2);
            assertThat(bulkhead.rejection())
                    .hasMessage("bulkhead 'payment' is full: 2 of 2 calls are running and 2 of 2 are waiting");
        }

        @Test
        void grantsToWhoWaitsLongest() {
            queued("a");
            queued("b");
            release();
            queued("c");
            release();
            release();

            assertThat(granted).containsExactly("a", "b", "c");
            assertThat(bulkhead.used()).isEqualTo(2);
            assertThat(bulkhead.waiting()).isZero();
        }

        @Test
        void nobodyOvertakesWhoWaits() {
            queued("a");
            bulkhead.reconfigure(new BulkheadConfig(1, 2, Kind.FIXED));
            release();

            assertThat(bulkhead.used()).isOne();
            assertRefused();
            assertThat(granted).isEmpty();
        }

        @Test
        void whoLeavesIsGrantedNothingAndMakesPlace() {
            Call a = queued("a");
            queued("b");
            assertThat(a.abandon()).isTrue();
            assertThat(bulkhead.waiting()).isOne();
            queued("c");
            release();
            release();

            assertThat(granted).containsExactly("b", "c");
            assertThat(a.abandon()).isFalse();
        }

        @Test
        void whoLeavesFromTheMiddleMakesPlaceToo() {
            queued("a");
            Call b = queued("b");
            b.abandon();
            queued("c");
            assertThat(bulkhead.enqueue(new Call("d"))).isFalse();
            release();
            release();
            assertThat(granted).containsExactly("a", "c");
        }

        @Test
        void whoWasGrantedCannotLeave() {
            Call a = queued("a");
            release();
            assertThat(a.abandon()).isFalse();
            assertThat(a.isWaiting()).isFalse();
        }

        @Test
        void aPermitComesBackWhereAllWhoWaitedHaveLeft() {
            queued("a").abandon();
            queued("b").abandon();
            release();

            assertThat(bulkhead.used()).isOne();
            take();
            assertThat(granted).isEmpty();
        }

        @Test
        void whoFindsAPermitAfterAllIsGrantedItAtOnce() {
            assertRefused();
            release(); // between the refusal and the queue
            assertThat(bulkhead.enqueue(new Call("a"))).isTrue();

            assertThat(granted).containsExactly("a");
            assertThat(bulkhead.used()).isEqualTo(2);
            assertThat(bulkhead.waiting()).isZero();
        }

        @Test
        void anEmptyQueueLetsCallsThroughAgain() {
            queued("a");
            release();
            release();
            release();
            take(2);
            assertThat(bulkhead.used()).isEqualTo(2);
        }
    }

    @Nested
    class Reconfigured {
        @Test
        void aHigherLimitHoldsAtOnceForThoseWhoWait() {
            bulkhead = new Bulkhead("payment", new BulkheadConfig(1, 5, Kind.FIXED));
            take();
            queued("a");
            queued("b");
            queued("c");
            bulkhead.reconfigure(new BulkheadConfig(3, 5, Kind.FIXED));

            assertThat(granted).containsExactly("a", "b");
            assertThat(bulkhead.max()).isEqualTo(3);
            assertThat(bulkhead.used()).isEqualTo(3);
            assertThat(bulkhead.waiting()).isOne();
        }

        @Test
        void aLowerLimitHoldsAsPermitsComeBack() {
            bulkhead = new Bulkhead("payment", new BulkheadConfig(3, 0, Kind.FIXED));
            take(3);
            bulkhead.reconfigure(new BulkheadConfig(1, 0, Kind.FIXED));
            assertThat(bulkhead.used()).isEqualTo(3);
            release();
            assertRefused();
            release();
            assertRefused();
            release();
            take();
        }

        @Test
        void whoWaitsGoesOnWaitingWhereTheQueueIsGone() {
            bulkhead = new Bulkhead("payment", new BulkheadConfig(1, 2, Kind.FIXED));
            take();
            queued("a");
            bulkhead.reconfigure(new BulkheadConfig(1, 0, Kind.FIXED));
            assertThat(bulkhead.enqueue(new Call("b"))).isFalse();
            assertThat(bulkhead.waiting()).isOne();
            release();
            assertThat(granted).containsExactly("a");
        }

        @Test
        void anAdaptiveLimitKeepsWhatItLearnedWhileItsKindStays() {
            bulkhead = new Bulkhead("payment", new BulkheadConfig(100, 0, Kind.GRADIENT2));
            assertThat(bulkhead.max()).isEqualTo(20);
            learn(2);
            int learned = bulkhead.max();
            assertThat(learned).isBetween(22, 90);

            bulkhead.reconfigure(new BulkheadConfig(100, 7, Kind.GRADIENT2));
            assertThat(bulkhead.max()).isEqualTo(learned);
            bulkhead.reconfigure(new BulkheadConfig(90, 7, Kind.GRADIENT2));
            assertThat(bulkhead.max()).isEqualTo(learned);
            bulkhead.reconfigure(new BulkheadConfig(21, 7, Kind.GRADIENT2));
            assertThat(bulkhead.max()).isEqualTo(21);
            bulkhead.reconfigure(new BulkheadConfig(90, 7, Kind.FIXED));
            assertThat(bulkhead.max()).isEqualTo(90);
            bulkhead.reconfigure(new BulkheadConfig(10, 7, Kind.VEGAS));
            assertThat(bulkhead.max()).isEqualTo(10);
        }

        private void learn(int rounds) {
            for (int round = 0; round < rounds; round++) {
                int running = bulkhead.max();
                take(running);
                for (int i = 0; i < running; i++) {
                    bulkhead.release(0, SUCCESS, 1_000_000);
                }
            }
        }
    }

    @Nested
    class WithAnAdaptiveLimit {
        WithAnAdaptiveLimit() {
            bulkhead = new Bulkhead("payment", new BulkheadConfig(100, 10, Kind.GRADIENT2));
        }

        @Test
        void needsToKnowHowLongCallsTook() {
            assertThat(bulkhead.measuresTime()).isTrue();
        }

        @ParameterizedTest
        @EnumSource(names = {"CANCELLED", "REJECTED", "IN_PROGRESS", "REFUSAL"})
        void learnsNothingFromCallsThatSayNothingOfTheDependencysLoad(Outcome outcome) {
            assertThat(limitAfter(outcome, 1_000_000)).isEqualTo(20);
        }

        @Test
        void learnsNothingFromCallsThatWereNotMeasured() {
            assertThat(limitAfter(SUCCESS, 0)).isEqualTo(20);
        }

        @Test
        void growsWhileTheDependencyIsQuick() {
            assertThat(limitAfter(SUCCESS, 1_000_000)).isGreaterThan(20);
        }

        @Test
        void shrinksWhenCallsFail() {
            assertThat(limitAfter(Outcome.TRANSIENT, 1_000_000)).isLessThan(20);
        }

        private int limitAfter(Outcome outcome, long elapsedNanos) {
            take(20);
            for (int i = 0; i < 20; i++) {
                bulkhead.release(0, outcome, elapsedNanos);
            }
            return bulkhead.max();
        }

        @Test
        void aLimitThatGrewServesThoseWhoWait() {
            take(20);
            queued("a");
            queued("b");
            queued("c");
            bulkhead.release(0, SUCCESS, 1_000_000);
            bulkhead.release(0, SUCCESS, 1_000_000);
            assertThat(bulkhead.max()).isGreaterThan(20);
            assertThat(granted).containsExactly("a", "b", "c");
        }
    }

    @Test
    void refusesFiguresOutOfRange() {
        new BulkheadConfig(100_000, 100_000, Kind.FIXED);
        new BulkheadConfig(1, 0, Kind.FIXED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BulkheadConfig(0, 0, Kind.FIXED))
                .withMessage("bulkhead.max is 0; it must be 1 to 100000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BulkheadConfig(100_001, 0, Kind.FIXED))
                .withMessage("bulkhead.max is 100001; it must be 1 to 100000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BulkheadConfig(1, -1, Kind.FIXED))
                .withMessage("bulkhead.queue is -1; it must be 0 to 100000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BulkheadConfig(1, 100_001, Kind.FIXED))
                .withMessage("bulkhead.queue is 100001; it must be 0 to 100000");
    }
}
