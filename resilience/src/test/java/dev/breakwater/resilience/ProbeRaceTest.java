package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.breaker.BreakerOpenException;
import dev.breakwater.resilience.breaker.CircuitBreaker.Command;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.quarkus.Caller;
import dev.breakwater.resilience.quarkus.Guard;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many callers at the very moment when one of them may find out whether the dependency is back. */
class ProbeRaceTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 100;

    private final Trial trial = new Trial();
    private final Pipeline pipeline = trial.define("fraud", PolicyConfig.DEFAULTS);
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger probes = new AtomicInteger();

    private void halfOpen() {
        refused.set(0);
        probes.set(0);
        pipeline.breaker().command(Command.RESET, "next round", null);
        for (int i = 0; i < 5; i++) {
            pipeline.breaker().release(pipeline.breaker().tryAcquire(), Outcome.TRANSIENT, 0);
        }
        trial.time.advance(BreakerConfig.DEFAULTS.open().toNanos());
        trial.told();
    }

    /** The probe is under way until all others were refused. */
    private String probe() {
        probes.incrementAndGet();
        Background.until(() -> refused.get() == THREADS - 1 || probes.get() > 1);
        return "scored";
    }

    private void assertThereWasOneProbe(List<Boolean> answered) {
        assertThat(answered).containsOnlyOnce(true);
        assertThat(probes).hasValue(1);
        assertThat(pipeline.breaker().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void exactlyOneThreadIsTheProbe() {
        try (Race race = new Race(THREADS)) {
            for (int round = 0; round < ROUNDS; round++) {
                halfOpen();
                assertThereWasOneProbe(race.run(thread -> {
                    try {
                        return pipeline.call(this::probe).equals("scored");
                    } catch (BreakerOpenException e) {
                        refused.incrementAndGet();
                        return false;
                    }
                }));
            }
        }
    }

    @Test
    void exactlyOneUniIsTheProbe() {
        try (Race race = new Race(THREADS)) {
            for (int round = 0; round < ROUNDS; round++) {
                halfOpen();
                assertThereWasOneProbe(race.run(thread -> {
                    Caller<String> caller = new Caller<>();
                    caller.subscribeTo(
                            Guard.uni(pipeline, () -> Uni.createFrom().item(probe()), true));
                    if (caller.failure() instanceof BreakerOpenException) {
                        refused.incrementAndGet();
                        return false;
                    }
                    return caller.answer().equals("scored");
                }));
            }
        }
    }
}
