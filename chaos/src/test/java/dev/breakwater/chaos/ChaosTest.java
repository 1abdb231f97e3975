package dev.breakwater.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.breakwater.chaos.fault.Behaviour;
import dev.breakwater.chaos.fault.Call;
import dev.breakwater.chaos.fault.Failure;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.chaos.fault.Hang;
import dev.breakwater.chaos.fault.Latency;
import dev.breakwater.chaos.fault.Match;
import dev.breakwater.chaos.fault.NotReady;
import dev.breakwater.resilience.time.VirtualTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChaosTest {
    private static final int MAX_HELD = 3;
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Call CALL = new Call("GET", "/", name -> null);

    private final VirtualTime time = new VirtualTime();
    private final RecordingListener listener = new RecordingListener();
    private final Chaos chaos = seeded(42, MAX_HELD);

    private Chaos seeded(long seed, int maxHeld) {
        return new Chaos(time, InstantSource.fixed(NOON), () -> new Random(seed)::nextDouble, maxHeld, listener);
    }

    private static Fault fault(String name, Behaviour behaviour, double rate) {
        return new Fault(name, behaviour, rate, Fault.HTTP, Match.all(), null);
    }

    private static Fault lasting(String name, Behaviour behaviour, long durationMs) {
        return new Fault(name, behaviour, 1, Fault.HTTP, Match.all(), durationMs);
    }

    /** Which fault hit each of so many calls; a dot for none. */
    private List<String> hits(int calls) {
        List<String> hits = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Injection hit = chaos.hit(CALL);
            hits.add(hit == null ? "." : hit.fault().name());
        }
        return hits;
    }

    private TreeMap<String, Integer> shares(int calls) {
        TreeMap<String, Integer> shares = new TreeMap<>();
        hits(calls).forEach(name -> shares.merge(name, 1, Integer::sum));
        return shares;
    }

    @Nested
    class Rates {
        @Test
        void nothingIsHitWithoutFaults() {
            assertThat(shares(100)).containsOnlyKeys(".");
        }

        @Test
        void aFaultHitsItsShare() {
            chaos.put(fault("third", new Failure(500), 0.3));
            assertThat(shares(10_000).get("third")).isCloseTo(3_000, within(150));
        }

        @Test
        void theEndsOfTheRangeAreExact() {
            chaos.put(fault("never", new Failure(500), 0));
            assertThat(shares(1_000)).containsOnlyKeys(".");
            chaos.put(fault("always", new Failure(500), 1));
            assertThat(shares(1_000)).containsOnlyKeys("always");
        }

        @Test
        void ratesAddUpAndWhatIsBeyondOneHitsNothing() {
            chaos.put(fault("a", new Failure(500), 0.3));
            chaos.put(fault("b", new Failure(500), 0.5));
            chaos.put(fault("c", new Failure(500), 0.9));
            TreeMap<String, Integer> shares = shares(10_000);
            assertThat(shares).containsOnlyKeys("a", "b", "c");
            assertThat(shares.get("a")).isCloseTo(3_000, within(150));
            assertThat(shares.get("b")).isCloseTo(5_000, within(150));
            assertThat(shares.get("c")).isCloseTo(2_000, within(150));
        }

        @Test
        void theClassicMixIsOneThirdEach() {
            chaos.failureRate(0.3);
            TreeMap<String, Integer> shares = shares(30_000);
            for (String name : FailureRate.NAMES) {
                assertThat(shares.get(name)).isCloseTo(3_000, within(200));
            }
            assertThat(shares.get(".")).isCloseTo(21_000, within(300));
        }

        @Test
        void theClassicMixReplacesItselfAndEndsAtZero() {
            chaos.put(fault("mine", new Failure(500), 0));
            chaos.failureRate(0.3);
            chaos.failureRate(0.9);
            assertThat(chaos.faults()).hasSize(4);
            chaos.failureRate(0);
            assertThat(chaos.faults()).extracting(each -> each.fault().name()).containsExactly("mine");
            assertThatThrownBy(() -> chaos.failureRate(2)).hasMessage("rate must be from 0 to 1, but is 2.0");
        }

        @Test
        void aSeedRepeatsTheRun() {
            chaos.put(fault("f", new Failure(500), 0.5));
            List<String> first = hits(200);
            assertThat(hits(200)).isNotEqualTo(first);
            chaos.reset();
            chaos.put(fault("f", new Failure(500), 0.5));
            assertThat(hits(200)).isEqualTo(first);
        }

        @Test
        void onlyCallsThatFitAreHit() {
            Match match = new Match("POST", null, null);
            chaos.put(new Fault("post", new Failure(500), 1, Fault.HTTP, match, null));
            chaos.put(new Fault("model", new Failure(500), 1, "model", Match.all(), null));
            assertThat(chaos.hit(CALL)).isNull();
            assertThat(chaos.hit(new Call("POST", "/", name -> null))).isNotNull();
        }
    }

    @Nested
    class Lives {
        @Test
        void aReportSaysSinceWhenUntilWhenAndHowOften() {
            chaos.put(lasting("f", new Failure(500), 1_000));
            hits(3);
            FaultReport report = chaos.fault("f").orElseThrow();
            assertThat(report.enabledAt()).isEqualTo(NOON);
            assertThat(report.expiresAt()).isEqualTo(NOON.plusSeconds(1));
            assertThat(report.active()).isTrue();
            assertThat(report.injected()).isEqualTo(3);
        }

        @Test
        void anExpiredFaultIsGoneByItself() {
            chaos.put(lasting("f", new Failure(500), 1_000));
            time.advanceMillis(999);
            assertThat(shares(1)).containsOnlyKeys("f");
            time.advanceMillis(1);
            assertThat(shares(1)).containsOnlyKeys(".");
            assertThat(chaos.faults()).isEmpty();
            assertThat(listener.events).containsExactly("enabled f", "f hit GET /", "ended f");
        }

        @Test
        void removingSaysWhatItDid() {
            chaos.put(fault("f", new Failure(500), 1));
            hits(2);
            FaultReport removed = chaos.remove("f").orElseThrow();
            assertThat(removed.active()).isFalse();
            assertThat(removed.injected()).isEqualTo(2);
            assertThat(chaos.remove("f")).isEmpty();
        }

        @Test
        void aReplacedFaultBeginsAnewAndItsExpiryIsForgotten() {
            chaos.put(lasting("f", new Failure(500), 1_000));
            hits(1);
            chaos.put(fault("f", new Failure(503), 1));
            time.advanceMillis(5_000);
            assertThat(chaos.fault("f").orElseThrow().injected()).isZero();
            assertThat(time.pending(timer -> true)).isZero();
        }

        @Test
        void resetRemovesEverything() {
            chaos.put(fault("a", new Failure(500), 1));
            chaos.put(lasting("b", new NotReady(), 1_000));
            chaos.reset();
            assertThat(chaos.faults()).isEmpty();
            assertThat(time.pending(timer -> true)).isZero();
        }

        @Test
        void notReadyHitsNoCallsAndLastsAsLongAsItsFault() {
            assertThat(chaos.notReady()).isNull();
            chaos.put(lasting("ill", new NotReady(), 1_000));
            assertThat(chaos.notReady()).isEqualTo("ill");
            assertThat(shares(10)).containsOnlyKeys(".");
            time.advanceMillis(1_000);
            assertThat(chaos.notReady()).isNull();
        }

        @Test
        void faultsAreBounded() {
            for (int i = 0; i < Chaos.MAX_FAULTS; i++) {
                chaos.put(fault("f" + i, new Failure(500), 0));
            }
            assertThatThrownBy(() -> chaos.put(fault("more", new Failure(500), 0)))
                    .hasMessage("100 faults are enabled already; remove one first");
            chaos.put(fault("f0", new Failure(503), 0)); // replacing is no more
            assertThat(chaos.faults()).hasSize(100);
        }
    }

    @Nested
    class Holds {
        private final List<Hold.End> ends = new ArrayList<>();

        private Hold hold() {
            return chaos.hit(CALL).hold(ends::add);
        }

        @Test
        void aCallIsHeldForTheEffectsTime() {
            chaos.put(fault("slow", new Latency(100, 0), 1));
            hold();
            time.advanceMillis(99);
            assertThat(ends).isEmpty();
            assertThat(chaos.held()).isEqualTo(1);
            time.advanceMillis(1);
            assertThat(ends).containsExactly(Hold.End.TIME_UP);
            assertThat(chaos.held()).isZero();
        }

        @Test
        void removalReleasesAtOnce() {
            chaos.put(fault("hang", new Hang(10_000), 1));
            hold();
            hold();
            assertThat(chaos.fault("hang").orElseThrow().held()).isEqualTo(2);
            chaos.remove("hang");
            assertThat(ends).containsExactly(Hold.End.RELEASED, Hold.End.RELEASED);
            assertNothingLeft();
        }

        @Test
        void replacementResetAndExpiryReleaseToo() {
            chaos.put(fault("hang", new Hang(10_000), 1));
            hold();
            chaos.put(lasting("hang", new Hang(10_000), 1_000));
            assertThat(ends).hasSize(1);
            hold();
            time.advanceMillis(1_000);
            assertThat(ends).hasSize(2);
            chaos.put(fault("hang", new Hang(10_000), 1));
            hold();
            chaos.reset();
            assertThat(ends).containsOnly(Hold.End.RELEASED).hasSize(3);
            assertNothingLeft();
        }

        @Test
        void aCallerThatLeavesFreesItsPlaceOnce() {
            chaos.put(fault("hang", new Hang(10_000), 1));
            Hold hold = hold();
            hold.leave();
            hold.leave();
            assertNothingLeft();
            chaos.remove("hang");
            time.advanceMillis(20_000);
            assertThat(ends).isEmpty();
            assertThat(chaos.held()).isZero();
        }

        @Test
        void leavingAfterTheEndChangesNothing() {
            chaos.put(fault("slow", new Latency(100, 0), 1));
            Hold hold = hold();
            time.advanceMillis(100);
            hold.leave();
            assertThat(chaos.held()).isZero();
        }

        @Test
        void aFaultThatWasRemovedMeanwhileHoldsNobody() {
            chaos.put(fault("hang", new Hang(10_000), 1));
            Injection late = chaos.hit(CALL);
            chaos.remove("hang");
            late.hold(ends::add);
            assertThat(ends).containsExactly(Hold.End.RELEASED);
            assertNothingLeft();
        }

        @Test
        void noMoreAreHeldThanThereArePlacesForAllFaultsTogether() {
            chaos.put(fault("a", new Hang(10_000), 0.5));
            chaos.put(fault("b", new Hang(10_000), 0.5));
            for (int i = 0; i < MAX_HELD; i++) {
                assertThat(hold()).isNotNull();
            }
            assertThat(hold()).isNull();
            assertThat(chaos.held()).isEqualTo(MAX_HELD);
            chaos.reset();
            assertThat(ends).hasSize(MAX_HELD);
            chaos.put(fault("a", new Hang(10_000), 1));
            assertThat(hold()).isNotNull();
        }

        @Test
        void whoIsReleasedMayCallChaosItself() {
            chaos.put(fault("hang", new Hang(10_000), 1));
            chaos.hit(CALL).hold(end -> chaos.put(fault("next", new Failure(500), 1)));
            chaos.remove("hang");
            assertThat(chaos.fault("next")).isPresent();
        }

        private void assertNothingLeft() {
            assertThat(chaos.held()).isZero();
            assertThat(time.pending(timer -> true)).isZero();
        }
    }

    @Test
    void everyHoldEndsOnceWhileFaultsComeAndGoAndCallersLeave() throws Exception {
        Chaos busy = seeded(7, 50);
        AtomicInteger held = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger left = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Random dice = new Random(t);
            threads.add(new Thread(() -> {
                await(start);
                for (int i = 0; i < 5_000; i++) {
                    Injection injection = busy.hit(CALL);
                    Hold hold = injection == null ? null : injection.hold(end -> ended.incrementAndGet());
                    if (hold != null) {
                        held.incrementAndGet();
                        if (dice.nextInt(3) == 0) {
                            hold.leave();
                            left.incrementAndGet();
                        }
                    }
                }
            }));
        }
        threads.add(new Thread(() -> {
            await(start);
            for (int i = 0; i < 2_000; i++) {
                busy.put(lasting("f", new Hang(10_000), 1_000));
                busy.failureRate(i % 2 * 0.5);
                if (i % 7 == 0) {
                    busy.reset();
                }
            }
        }));
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        busy.reset();
        assertThat(busy.held()).isZero();
        assertThat(time.pending(timer -> true)).isZero();
        // Who leaves may find that the hold has just ended: such a call is in both counts.
        assertThat(ended.get()).isBetween(held.get() - left.get(), held.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
