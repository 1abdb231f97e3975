package dev.breakwater.resilience.breaker;

import static dev.breakwater.resilience.Outcome.CANCELLED;
import static dev.breakwater.resilience.Outcome.IN_PROGRESS;
import static dev.breakwater.resilience.Outcome.OVERLOAD;
import static dev.breakwater.resilience.Outcome.REFUSAL;
import static dev.breakwater.resilience.Outcome.REJECTED;
import static dev.breakwater.resilience.Outcome.SUCCESS;
import static dev.breakwater.resilience.Outcome.TRANSIENT;
import static dev.breakwater.resilience.breaker.CircuitBreaker.State.CLOSED;
import static dev.breakwater.resilience.breaker.CircuitBreaker.State.FORCED_CLOSED;
import static dev.breakwater.resilience.breaker.CircuitBreaker.State.FORCED_OPEN;
import static dev.breakwater.resilience.breaker.CircuitBreaker.State.HALF_OPEN;
import static dev.breakwater.resilience.breaker.CircuitBreaker.State.OPEN;
import static dev.breakwater.resilience.gate.Gate.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.breaker.BreakerConfig.Mode;
import dev.breakwater.resilience.breaker.BreakerConfig.WindowType;
import dev.breakwater.resilience.breaker.CircuitBreaker.Command;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.time.ErraticClock;
import dev.breakwater.resilience.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CircuitBreakerTest {
    private static final long SECOND = 1_000_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final List<String> told = new ArrayList<>();
    private CircuitBreaker breaker = newBreaker(BreakerConfig.DEFAULTS);

    private CircuitBreaker newBreaker(BreakerConfig config) {
        return new CircuitBreaker(
                "fraud", config, time, (from, to, reason) -> told.add(from + " to " + to + ": " + reason));
    }

    private void call(Outcome outcome) {
        call(outcome, 1);
    }

    private void call(Outcome outcome, long elapsedNanos) {
        breaker.release(admitted(), outcome, elapsedNanos);
    }

    private void calls(int count, Outcome outcome) {
        for (int i = 0; i < count; i++) {
            call(outcome);
        }
    }

    private long admitted() {
        long permit = breaker.tryAcquire();
        assertThat(permit).as("permit in state %s", breaker.state()).isNotEqualTo(REFUSED);
        return permit;
    }

    private void assertRefused() {
        assertThat(breaker.tryAcquire()).isEqualTo(REFUSED);
    }

    private void openIt() {
        calls(5, TRANSIENT);
        assertThat(breaker.state()).isEqualTo(OPEN);
    }

    private long probe() {
        openIt();
        time.advance(30 * SECOND);
        return admitted();
    }

    @Nested
    class Closed {
        @Test
        void startsHere() {
            assertThat(breaker.state()).isEqualTo(CLOSED);
            assertThat(breaker.reason()).isEqualTo("started");
            assertThat(breaker.probes()).isZero();
        }

        @Test
        void opensAfterFiveFailuresInARowAndSaysWhy() {
            calls(4, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(CLOSED);

            call(OVERLOAD);
            assertThat(breaker.state()).isEqualTo(OPEN);
            assertThat(breaker.reason()).isEqualTo("5 calls in a row failed");
            assertThat(told).containsExactly("CLOSED to OPEN: 5 calls in a row failed");
        }

        @Test
        void aSuccessBeginsTheRowAnew() {
            calls(4, TRANSIENT);
            call(SUCCESS);
            calls(4, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(CLOSED);

            call(TRANSIENT);
            assertThat(breaker.state()).isEqualTo(OPEN);
        }

        @ParameterizedTest
        @EnumSource(names = {"REFUSAL", "IN_PROGRESS", "REJECTED", "CANCELLED"})
        void countsNeitherForNorAgainst(Outcome outcome) {
            calls(4, TRANSIENT);
            calls(100, outcome);
            assertThat(breaker.state()).isEqualTo(CLOSED);

            call(TRANSIENT);
            assertThat(breaker.state()).isEqualTo(OPEN);
        }

        @Test
        void admitsAnyNumberOfCallsAtOnce() {
            for (int i = 0; i < 1000; i++) {
                admitted();
            }
        }

        @Test
        void needsNoClockToCountARow() {
            assertThat(breaker.measuresTime()).isFalse();
        }
    }

    @Nested
    class Open {
        @Test
        void refusesUntilTheOpenTimeIsOver() {
            openIt();
            assertRefused();
            time.advance(30 * SECOND - 1);
            assertRefused();

            time.advance(1);
            admitted();
            assertThat(breaker.state()).isEqualTo(HALF_OPEN);
        }

        @Test
        void saysWhyAndWhenTheNextProbeIs() {
            openIt();
            time.advance(26_800_000_000L);

            RejectedException rejection = breaker.rejection();
            assertThat(rejection)
                    .hasMessage("circuit 'fraud' is open: 5 calls in a row failed; next probe in 3.2 s")
                    .hasNoCause();
            assertThat(rejection.retryAfterNanos()).isEqualTo(3_200_000_000L);
            assertThat(rejection.kind()).isEqualTo("breaker-open");
            assertThat(rejection.policy()).isEqualTo("fraud");
            assertThat(rejection.getStackTrace()).isEmpty();
        }

        @Test
        void whoWasRefusedIsToldHowLongItIsStill() {
            openIt();
            RejectedException rejection = breaker.rejection();
            time.advance(10 * SECOND);
            assertThat(rejection.retryAfterNanos()).isEqualTo(20 * SECOND);
            time.advance(21 * SECOND);
            assertThat(rejection.retryAfterNanos()).isZero();
        }

        @Test
        void tellsTheSameToAllWhomItRefusesAndAnotherThingOnceItIsAnother() {
            openIt();
            RejectedException first = breaker.rejection();
            time.advance(SECOND);
            assertThat(breaker.rejection()).isSameAs(first);

            time.advance(29 * SECOND);
            long probe = admitted();
            assertThat(breaker.rejection()).isNotSameAs(first);
            breaker.release(probe, TRANSIENT, 1);
            assertThat(breaker.rejection())
                    .hasMessage("circuit 'fraud' is open: the probe failed; next probe in 30.0 s");
        }

        @Test
        void nothingCanBeAddedToWhatManyAreTold() {
            openIt();
            RejectedException rejection = breaker.rejection();
            rejection.addSuppressed(new IllegalStateException());
            rejection.setStackTrace(new Throwable().getStackTrace());
            assertThat(rejection.getSuppressed()).isEmpty();
            assertThat(rejection.getStackTrace()).isEmpty();
            assertThatIllegalStateException().isThrownBy(() -> rejection.initCause(new IllegalStateException()));
        }

        @Test
        void leavesNoTimerBehindWhereAnOperatorEndsIt() {
            openIt();
            assertThat(time.pending(timer -> true)).isOne();
            breaker.command(Command.RESET, "well again", null);
            assertThat(time.pending(timer -> true)).isZero();
        }

        @Test
        void outcomesOfCallsThatBeganBeforeChangeNothing() {
            long late = admitted();
            openIt();

            breaker.release(late, SUCCESS, 1);
            assertThat(breaker.state()).isEqualTo(OPEN);
            assertRefused();
        }
    }

    @Nested
    class HalfOpen {
        @Test
        void letsOneProbeThrough() {
            probe();

            assertThat(breaker.probes()).isOne();
            assertRefused();
            assertThat(breaker.rejection())
                    .hasMessage("circuit 'fraud' is open: the open time is over; a probe is under way");
        }

        @Test
        void closesWhenTheProbeSucceeds() {
            breaker.release(probe(), SUCCESS, 1);

            assertThat(breaker.state()).isEqualTo(CLOSED);
            assertThat(breaker.probes()).isZero();
            assertThat(told)
                    .endsWith("OPEN to HALF_OPEN: the open time is over", "HALF_OPEN to CLOSED: the probe succeeded");
        }

        @Test
        void closesWhenTheDependencyIsWellEnoughToRefuse() {
            breaker.release(probe(), REFUSAL, 1);

            assertThat(breaker.state()).isEqualTo(CLOSED);
        }

        @Test
        void countsFromNothingOnceItClosed() {
            breaker.release(probe(), SUCCESS, 1);

            calls(4, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(CLOSED);
        }

        @ParameterizedTest
        @EnumSource(names = {"TRANSIENT", "OVERLOAD"})
        void opensForTheWholeTimeAgainWhenTheProbeFails(Outcome outcome) {
            breaker.release(probe(), outcome, 1);

            assertThat(breaker.state()).isEqualTo(OPEN);
            assertThat(breaker.probes()).isZero();
            assertThat(breaker.reason()).isEqualTo("the probe failed");
            time.advance(30 * SECOND - 1);
            assertRefused();
            time.advance(1);
            admitted();
        }

        @ParameterizedTest
        @EnumSource(names = {"CANCELLED", "REJECTED", "IN_PROGRESS"})
        void freesThePlaceAtOnceWhenTheProbeHadNoAnswer(Outcome outcome) {
            breaker.release(probe(), outcome, 1);

            assertThat(breaker.state()).isEqualTo(HALF_OPEN);
            assertThat(breaker.probes()).isZero();
            admitted();
            assertRefused();
        }

        @Test
        void givesThePlaceOfALostProbeToAnotherWhenItsLeaseRunsOut() {
            probe();
            time.advance(60 * SECOND - 1);
            assertRefused();

            time.advance(1);
            admitted();
            assertRefused();
        }

        @Test
        void aProbeThatOutlivedItsLeaseHasNoSayAnyMore() {
            long lost = probe();
            time.advance(60 * SECOND);
            long second = admitted();

            breaker.release(lost, SUCCESS, 1);
            assertThat(breaker.state()).isEqualTo(HALF_OPEN);
            breaker.release(lost, TRANSIENT, 1);
            assertThat(breaker.state()).isEqualTo(HALF_OPEN);
            breaker.release(lost, CANCELLED, 1);
            assertThat(breaker.probes()).isOne();

            breaker.release(second, SUCCESS, 1);
            assertThat(breaker.state()).isEqualTo(CLOSED);
        }

        @Test
        void aProbeHasOneSay() {
            long probe = probe();
            breaker.release(probe, CANCELLED, 1);
            long next = admitted();

            breaker.release(probe, SUCCESS, 1);
            assertThat(breaker.state()).isEqualTo(HALF_OPEN);
            breaker.release(next, SUCCESS, 1);
            assertThat(breaker.state()).isEqualTo(CLOSED);
        }

        @Test
        void outcomesOfCallsThatBeganWhileItWasClosedHaveNoSay() {
            long late = admitted();
            probe();

            breaker.release(late, TRANSIENT, 1);
            assertThat(breaker.state()).isEqualTo(HALF_OPEN);
            breaker.release(late, SUCCESS, 1);
            assertThat(breaker.state()).isEqualTo(HALF_OPEN);
        }

        @Test
        void outcomesOfCallsThatBeganBeforeItOpenedHaveNoSayAfterItClosedAgain() {
            long[] late = {admitted(), admitted(), admitted(), admitted(), admitted()};
            breaker.release(probe(), SUCCESS, 1);

            for (long permit : late) {
                breaker.release(permit, TRANSIENT, 1);
            }
            assertThat(breaker.state()).isEqualTo(CLOSED);
        }
    }

    @Nested
    class WithAWindowOfCalls {
        WithAWindowOfCalls() {
            breaker = newBreaker(rate(WindowType.COUNT, 10, 4, 0.5));
        }

        @Test
        void opensWhenHalfTheWindowFailed() {
            calls(2, SUCCESS);
            call(TRANSIENT);
            assertThat(breaker.state()).isEqualTo(CLOSED);

            call(TRANSIENT);
            assertThat(breaker.state()).isEqualTo(OPEN);
            assertThat(breaker.reason()).isEqualTo("2 of 4 calls failed");
        }

        @Test
        void saysNothingBelowItsMinimumOfCalls() {
            calls(3, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(CLOSED);

            call(TRANSIENT);
            assertThat(breaker.state()).isEqualTo(OPEN);
        }

        @Test
        void forgetsCallsThatLeftTheWindow() {
            calls(6, SUCCESS);
            calls(4, TRANSIENT); // full now
            calls(6, SUCCESS); // the six good ones left
            calls(4, SUCCESS); // and now the four failed ones

            calls(4, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(CLOSED);
            call(TRANSIENT);
            assertThat(breaker.state()).isEqualTo(OPEN);
            assertThat(breaker.reason()).isEqualTo("5 of 10 calls failed");
        }

        @Test
        void countsRefusalsAndLocalRejectionsAsNoCallsAtAll() {
            calls(3, TRANSIENT);
            calls(50, REFUSAL);
            calls(50, REJECTED);
            calls(50, CANCELLED);
            calls(50, IN_PROGRESS);
            assertThat(breaker.state()).isEqualTo(CLOSED);
        }

        @Test
        void needsToKnowHowLongCallsTook() {
            assertThat(breaker.measuresTime()).isTrue();
        }

        @Test
        void opensAtExactlyTheRate() {
            // 0.07 × 100 is a little more than 7 in binary; 7 of 100 is the rate all the same.
            breaker = newBreaker(rate(WindowType.COUNT, 100, 100, 0.07));
            calls(93, SUCCESS);
            calls(7, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(OPEN);
        }

        @Test
        void keepsTheVerdictOfTheCallThatTrippedItWhateverEndsMeanwhile() {
            calls(2, SUCCESS);
            long one = admitted();
            long two = admitted();
            long three = admitted();
            breaker.release(one, TRANSIENT, 1);
            breaker.release(two, TRANSIENT, 1);
            breaker.release(three, SUCCESS, 1);

            assertThat(breaker.state()).isEqualTo(OPEN);
        }
    }

    @Nested
    class WithAWindowOfSeconds {
        WithAWindowOfSeconds() {
            breaker = newBreaker(rate(WindowType.TIME, 10, 4, 0.5));
        }

        @Test
        void opensWhenHalfTheCallsOfTheLastSecondsFailed() {
            for (int second = 0; second < 2; second++) {
                call(SUCCESS);
                call(TRANSIENT);
                time.advance(SECOND);
            }
            assertThat(breaker.state()).isEqualTo(OPEN);
            assertThat(breaker.reason()).isEqualTo("2 of 4 calls failed");
        }

        @Test
        void forgetsSecondsThatLeftTheWindow() {
            calls(3, TRANSIENT);
            time.advance(9 * SECOND);
            call(SUCCESS);
            assertThat(breaker.state()).isEqualTo(OPEN); // still within the ten seconds
        }

        @Test
        void forgetsThemOnTheSecond() {
            calls(3, TRANSIENT);
            time.advance(10 * SECOND);
            calls(4, SUCCESS);
            assertThat(breaker.state()).isEqualTo(CLOSED);
        }

        @Test
        void forgetsEverythingAfterALongSilence() {
            for (int second = 0; second < 10; second++) {
                call(second < 7 ? SUCCESS : TRANSIENT);
                time.advance(SECOND);
            }
            time.advance(100_000 * SECOND);
            calls(3, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(CLOSED);
            call(TRANSIENT);
            assertThat(breaker.reason()).isEqualTo("4 of 4 calls failed");
        }

        @Test
        void survivesAClockThatGoesBack() {
            ErraticClock clock = new ErraticClock();
            breaker = new CircuitBreaker(
                    "fraud", rate(WindowType.TIME, 10, 4, 0.5), clock, (from, to, reason) -> told.add(reason));
            clock.move(5 * SECOND);
            calls(2, TRANSIENT);
            clock.move(-30 * SECOND);
            calls(2, TRANSIENT);
            assertThat(breaker.reason()).isEqualTo("4 of 4 calls failed");
            clock.move(-30 * SECOND);
            assertRefused();
            clock.move(60 * SECOND);
            breaker.release(admitted(), SUCCESS, 1);
            assertThat(breaker.state()).isEqualTo(CLOSED);
        }
    }

    @Nested
    class WithASlowCallRate {
        private static final long SLOW = 100_000_000L;

        WithASlowCallRate() {
            BreakerConfig failures = rate(WindowType.COUNT, 10, 4, 1);
            breaker = newBreaker(new BreakerConfig(
                    failures.mode(),
                    failures.failures(),
                    failures.windowType(),
                    failures.window(),
                    failures.minimumCalls(),
                    failures.failureRate(),
                    Duration.ofNanos(SLOW),
                    0.5,
                    failures.open(),
                    failures.lease()));
        }

        @Test
        void opensWhenHalfTheCallsWereSlow() {
            call(SUCCESS, SLOW);
            call(SUCCESS, SLOW - 1);
            call(SUCCESS, SLOW - 1);
            assertThat(breaker.state()).isEqualTo(CLOSED);

            call(SUCCESS, SLOW + 1);
            assertThat(breaker.state()).isEqualTo(OPEN);
            assertThat(breaker.reason()).isEqualTo("2 of 4 calls were slow");
        }

        @Test
        void aSlowFailureIsBoth() {
            call(TRANSIENT, SLOW);
            call(TRANSIENT, 1);
            call(SUCCESS, SLOW);
            call(SUCCESS, 1);
            assertThat(breaker.reason()).isEqualTo("2 of 4 calls were slow");
        }

        @Test
        void forgetsSlowCallsThatLeftTheWindow() {
            calls(6, SUCCESS);
            for (int i = 0; i < 4; i++) {
                call(SUCCESS, SLOW);
            }
            calls(10, SUCCESS);
            for (int i = 0; i < 4; i++) {
                call(SUCCESS, SLOW);
            }
            assertThat(breaker.state()).isEqualTo(CLOSED);
            call(SUCCESS, SLOW);
            assertThat(breaker.state()).isEqualTo(OPEN);
        }

        @Test
        void noSlowCallNeverOpensIt() {
            calls(100, SUCCESS);
            assertThat(breaker.state()).isEqualTo(CLOSED);
        }
    }

    @Nested
    class Forced {
        @Test
        void openRefusesUntilItIsTakenBack() {
            breaker.command(Command.FORCED_OPEN, "maintenance", null);
            time.advance(1_000_000 * SECOND);
            assertRefused();
            assertThat(breaker.state()).isEqualTo(FORCED_OPEN);

            breaker.command(Command.AUTO, "done", null);
            assertThat(breaker.state()).isEqualTo(CLOSED);
            admitted();
            assertThat(told).containsExactly("CLOSED to FORCED_OPEN: maintenance", "FORCED_OPEN to CLOSED: done");
        }

        @Test
        void openSaysThatAnOperatorWantedIt() {
            breaker.command(Command.FORCED_OPEN, "maintenance", null);
            assertThat(breaker.rejection()).hasMessage("circuit 'fraud' is forced open: maintenance");
            assertThat(breaker.rejection().retryAfterNanos()).isZero();
        }

        @Test
        void openWithAnExpirySaysUntilWhen() {
            breaker.command(Command.FORCED_OPEN, "maintenance", Duration.ofSeconds(10));
            time.advance(SECOND);
            assertThat(breaker.rejection()).hasMessage("circuit 'fraud' is forced open: maintenance; expires in 9.0 s");
            assertThat(breaker.rejection().retryAfterNanos()).isEqualTo(9 * SECOND);
        }

        @Test
        void saysHowLongItLastsWhereItDoesNotLastForGood() {
            assertThat(breaker.expiresInNanos()).isEqualTo(Deadline.UNLIMITED);
            for (Command command : List.of(Command.FORCED_OPEN, Command.FORCED_CLOSED)) {
                breaker.command(command, "maintenance", Duration.ofSeconds(10));
                time.advance(SECOND);
                assertThat(breaker.expiresInNanos()).isEqualTo(9 * SECOND);
                time.advance(10 * SECOND);
                assertThat(breaker.expiresInNanos()).isZero();
                breaker.command(command, "maintenance", null);
                assertThat(breaker.expiresInNanos()).isEqualTo(Deadline.UNLIMITED);
            }
        }

        @Test
        void openExpires() {
            breaker.command(Command.FORCED_OPEN, "maintenance", Duration.ofSeconds(10));
            time.advance(10 * SECOND - 1);
            assertRefused();
            time.advance(1);
            admitted();
            assertThat(breaker.state()).isEqualTo(CLOSED);
            assertThat(breaker.reason()).isEqualTo("FORCED_OPEN expired");
        }

        @Test
        void closedLetsEverythingThroughWhateverHappens() {
            breaker.command(Command.FORCED_CLOSED, "drill", null);
            calls(100, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(FORCED_CLOSED);
            admitted();
        }

        @Test
        void closedExpiresWithoutAWordFromTheCallsItLetThrough() {
            breaker.command(Command.FORCED_CLOSED, "drill", Duration.ofSeconds(10));
            long[] late = {admitted(), admitted(), admitted(), admitted(), admitted()};
            time.advance(10 * SECOND);
            assertThat(breaker.state()).isEqualTo(CLOSED);

            for (long permit : late) {
                breaker.release(permit, TRANSIENT, 1);
            }
            assertThat(breaker.state()).isEqualTo(CLOSED);
            openIt();
        }

        @Test
        void aStateThatExpiredIsSeenWithoutACall() {
            breaker.command(Command.FORCED_OPEN, "maintenance", Duration.ofSeconds(10));
            time.advance(10 * SECOND);
            assertThat(breaker.state()).isEqualTo(CLOSED);
        }

        @Test
        void oneStateReplacesTheOther() {
            breaker.command(Command.FORCED_OPEN, "maintenance", null);
            breaker.command(Command.FORCED_CLOSED, "drill", null);
            assertThat(breaker.state()).isEqualTo(FORCED_CLOSED);
        }

        @Test
        void anOutstandingProbeHasNoSayAndItsPlaceIsGone() {
            long probe = probe();
            breaker.command(Command.FORCED_OPEN, "maintenance", null);
            assertThat(breaker.probes()).isZero();

            breaker.release(probe, SUCCESS, 1);
            assertThat(breaker.state()).isEqualTo(FORCED_OPEN);
        }

        @Test
        void autoLeavesAStateAloneThatWasNotForced() {
            openIt();
            breaker.command(Command.AUTO, "nothing to take back", null);
            assertThat(breaker.state()).isEqualTo(OPEN);
        }

        @Test
        void resetClosesAndForgets() {
            calls(4, TRANSIENT);
            breaker.command(Command.RESET, "fixed", null);
            calls(4, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(CLOSED);

            openItFrom(1);
            breaker.command(Command.RESET, "fixed", null);
            assertThat(breaker.state()).isEqualTo(CLOSED);
            assertThat(breaker.reason()).isEqualTo("fixed");
        }

        private void openItFrom(int failures) {
            calls(failures, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(OPEN);
        }

        @Test
        void refusesAnExpiryBelowZero() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> breaker.command(Command.FORCED_OPEN, "no", Duration.ofNanos(-1)))
                    .withMessage("the expiry is PT-0.000000001S; it must not be below 0");
            assertThat(breaker.state()).isEqualTo(CLOSED);
        }
    }

    @Nested
    class Reconfigured {
        @Test
        void keepsTheRowOfFailures() {
            calls(3, TRANSIENT);
            breaker.reconfigure(consecutive(4));
            call(TRANSIENT);
            assertThat(breaker.state()).isEqualTo(OPEN);
        }

        @Test
        void opensAtTheNextCallWhereTheRowIsLongEnoughNow() {
            calls(3, TRANSIENT);
            breaker.reconfigure(consecutive(2));
            assertRefused();
            assertThat(breaker.reason()).isEqualTo("2 calls in a row failed");
        }

        @Test
        void goesOnCountingWhereTheRowMayBeLongerNow() {
            calls(3, TRANSIENT);
            breaker.reconfigure(consecutive(7));
            calls(3, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(CLOSED);
            call(TRANSIENT);
            assertThat(breaker.state()).isEqualTo(OPEN);
        }

        @Test
        void callsInFlightKeepTheirPermits() {
            calls(4, TRANSIENT);
            long inFlight = admitted();
            breaker.reconfigure(consecutive(5));
            breaker.release(inFlight, TRANSIENT, 1);
            assertThat(breaker.state()).isEqualTo(OPEN);
        }

        @Test
        void theProbeKeepsItsPlace() {
            long probe = probe();
            breaker.reconfigure(consecutive(9));
            assertRefused();
            breaker.release(probe, SUCCESS, 1);
            assertThat(breaker.state()).isEqualTo(CLOSED);
            calls(8, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(CLOSED);
        }

        @Test
        void anotherOpenTimeHoldsAtOnce() {
            openIt();
            time.advance(5 * SECOND);
            breaker.reconfigure(withOpen(Duration.ofSeconds(5)));
            admitted();
        }

        @Test
        void whatIsLeftOfALongerOpenTimeCountsFromWhenItOpened() {
            openIt();
            time.advance(20 * SECOND);
            breaker.reconfigure(withOpen(Duration.ofSeconds(50)));
            assertThat(breaker.rejection().retryAfterNanos()).isEqualTo(30 * SECOND);
            time.advance(30 * SECOND - 1);
            assertRefused();
            time.advance(1);
            admitted();
        }

        private BreakerConfig withOpen(Duration open) {
            return new BreakerConfig(
                    Mode.CONSECUTIVE,
                    5,
                    WindowType.COUNT,
                    100,
                    10,
                    0.5,
                    Duration.ofSeconds(60),
                    1,
                    open,
                    Duration.ofSeconds(60));
        }

        @Test
        void keepsTheNewestCallsOfAWindowThatShrinks() {
            breaker = newBreaker(rate(WindowType.COUNT, 10, 4, 0.9));
            calls(4, SUCCESS);
            calls(3, TRANSIENT);
            breaker.reconfigure(rate(WindowType.COUNT, 4, 4, 0.9)); // one success, three failures
            assertThat(breaker.state()).isEqualTo(CLOSED);
            call(TRANSIENT);
            assertThat(breaker.reason()).isEqualTo("4 of 4 calls failed");
        }

        @Test
        void keepsAllCallsOfAWindowThatGrows() {
            breaker = newBreaker(rate(WindowType.COUNT, 4, 4, 1));
            calls(5, SUCCESS);
            calls(3, TRANSIENT);
            breaker.reconfigure(rate(WindowType.COUNT, 8, 5, 0.8)); // one success, three failures
            call(TRANSIENT);
            assertThat(breaker.reason()).isEqualTo("4 of 5 calls failed");
        }

        @Test
        void keepsTheSecondsOfAWindowThatShrinksOrGrows() {
            breaker = newBreaker(rate(WindowType.TIME, 10, 8, 1));
            calls(2, TRANSIENT);
            time.advance(5 * SECOND);
            calls(3, TRANSIENT);
            breaker.reconfigure(rate(WindowType.TIME, 3, 8, 1));
            calls(1, TRANSIENT); // the older two have left: four of eight
            breaker.reconfigure(rate(WindowType.TIME, 20, 8, 1));
            time.advance(10 * SECOND);
            calls(3, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(CLOSED);
            call(TRANSIENT);
            assertThat(breaker.reason()).isEqualTo("8 of 8 calls failed");
        }

        @Test
        void anotherKindOfWindowOrModeCountsFromNothing() {
            breaker = newBreaker(rate(WindowType.COUNT, 10, 4, 1));
            calls(3, TRANSIENT);
            breaker.reconfigure(rate(WindowType.TIME, 10, 4, 1));
            calls(3, TRANSIENT);
            breaker.reconfigure(consecutive(4));
            calls(3, TRANSIENT);
            breaker.reconfigure(rate(WindowType.COUNT, 10, 4, 1));
            calls(3, TRANSIENT);
            assertThat(breaker.state()).isEqualTo(CLOSED);
            call(TRANSIENT);
            assertThat(breaker.state()).isEqualTo(OPEN);
        }

        @Test
        void aForcedStateStaysAndItsExpiryToo() {
            breaker.command(Command.FORCED_OPEN, "maintenance", Duration.ofSeconds(10));
            breaker.reconfigure(consecutive(1));
            assertRefused();
            time.advance(10 * SECOND);
            admitted();
        }

        @Test
        void tellsNobodyOfAChangeOfState() {
            breaker.reconfigure(consecutive(1));
            assertThat(told).isEmpty();
        }
    }

    static BreakerConfig consecutive(int failures) {
        BreakerConfig d = BreakerConfig.DEFAULTS;
        return new BreakerConfig(
                Mode.CONSECUTIVE,
                failures,
                d.windowType(),
                d.window(),
                d.minimumCalls(),
                d.failureRate(),
                d.slowCall(),
                d.slowRate(),
                d.open(),
                d.lease());
    }

    static BreakerConfig rate(WindowType type, int window, int minimumCalls, double failureRate) {
        BreakerConfig d = BreakerConfig.DEFAULTS;
        return new BreakerConfig(
                Mode.RATE,
                d.failures(),
                type,
                window,
                minimumCalls,
                failureRate,
                d.slowCall(),
                d.slowRate(),
                d.open(),
                d.lease());
    }
}
