package dev.breakwater.resilience.breaker;

import static dev.breakwater.resilience.gate.Gate.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Race;
import dev.breakwater.resilience.breaker.CircuitBreaker.Command;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import dev.breakwater.resilience.time.VirtualTime;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CircuitBreakerRaceTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 500;

    private final VirtualTime time = new VirtualTime();
    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    private final CircuitBreaker breaker = new CircuitBreaker(
            "fraud", BreakerConfig.DEFAULTS, time, (from, to, reason) -> told.add(from + " to " + to));

    @Test
    void exactlyOneOfManyThreadsIsTheProbeWheneverThereMayBeOne() {
        try (Race race = new Race(THREADS)) {
            for (int round = 0; round < ROUNDS; round++) {
                breaker.command(Command.RESET, "next round", null);
                for (int i = 0; i < 5; i++) {
                    breaker.release(breaker.tryAcquire(), Outcome.TRANSIENT, 1);
                }
                time.advance(Duration.ofSeconds(30).toNanos());
                assertOneProbe(race); // the open time is over

                time.advance(Duration.ofSeconds(60).toNanos());
                long second = assertOneProbe(race); // the lease of the first ran out

                breaker.release(second, Outcome.CANCELLED, 1);
                long third = assertOneProbe(race); // the second left
                breaker.release(third, Outcome.TRANSIENT, 1);
                assertThat(breaker.state()).isEqualTo(State.OPEN);
            }
        }
    }

    private long assertOneProbe(Race race) {
        var admitted = race.run(thread -> breaker.tryAcquire()).stream()
                .filter(permit -> permit != REFUSED)
                .toList();
        assertThat(admitted).hasSize(1);
        assertThat(breaker.probes()).isOne();
        return admitted.get(0);
    }

    @Test
    void opensOnceHoweverManyThreadsBringTheLastFailure() {
        try (Race race = new Race(THREADS)) {
            for (int round = 0; round < ROUNDS; round++) {
                breaker.command(Command.RESET, "next round", null);
                told.clear();
                for (int i = 0; i < 4; i++) {
                    breaker.release(breaker.tryAcquire(), Outcome.TRANSIENT, 1);
                }
                long[] permits = new long[THREADS];
                for (int i = 0; i < THREADS; i++) {
                    permits[i] = breaker.tryAcquire();
                }
                race.run(thread -> {
                    breaker.release(permits[thread], Outcome.TRANSIENT, 1);
                    return null;
                });
                assertThat(told).containsExactly("CLOSED to OPEN");
            }
        }
    }

    @Test
    void neverHasTwoProbesWhateverCallersAndOperatorsDo() {
        AtomicInteger probes = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            breaker.release(breaker.tryAcquire(), Outcome.TRANSIENT, 1);
        }
        time.advance(Duration.ofSeconds(30).toNanos()); // and now time stands: no lease runs out
        BreakerConfig[] configs = {CircuitBreakerTest.consecutive(5), CircuitBreakerTest.consecutive(7)};
        try (Race race = new Race(THREADS)) {
            race.run(thread -> {
                SplittableRandom random = new SplittableRandom(thread);
                for (int i = 0; i < 20_000; i++) {
                    if (random.nextInt(100) == 0) {
                        breaker.reconfigure(configs[random.nextInt(2)]);
                    }
                    long permit = breaker.tryAcquire();
                    if (permit != REFUSED) {
                        most.accumulateAndGet(probes.incrementAndGet(), Math::max);
                        probes.decrementAndGet();
                        breaker.release(permit, random.nextBoolean() ? Outcome.CANCELLED : Outcome.REJECTED, 1);
                    }
                }
                return null;
            });
        }
        assertThat(most).hasValue(1);
        assertThat(breaker.probes()).isZero();
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }
}
