package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.policy.Attempt;
import dev.breakwater.resilience.policy.AttemptCarrier;
import dev.breakwater.resilience.policy.LayerKind;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attempts whose time nothing limits: what they call may ask for them all the same. */
class UnlimitedAttemptsTest {
    private static final PolicyConfig UNLIMITED = PolicyConfig.DEFAULTS.withOrder(List.of(LayerKind.RETRY));

    private final List<String> told = new ArrayList<>();
    private Trial trial;

    private Pipeline carriedBy(AttemptCarrier carrier) {
        trial = new Trial(carrier);
        return trial.define("fraud", UNLIMITED);
    }

    /** Fails the first time, and notes which attempt it was and how it ended. */
    private String call() {
        Attempt attempt = trial.resilience.carrier().current();
        if (attempt == null) {
            return "nobody asks";
        }
        assertThat(attempt.deadline()).isNull();
        attempt.sentTo("fraud-" + attempt.number(), outcome -> told.add(attempt.number() + " " + outcome));
        if (attempt.number() == 1) {
            throw new IllegalStateException("connection reset");
        }
        assertThat(attempt.wentBeforeTo("fraud-1")).isTrue();
        return "scored";
    }

    @Test
    void areKnownToBlockingWork() throws Exception {
        Pipeline fraud = carriedBy(new VertxCarrier());
        assertThat(fraud.callIdempotent(this::call)).isEqualTo("scored");
        assertThat(told).containsExactly("1 " + Outcome.TRANSIENT, "2 " + Outcome.SUCCESS);
        assertThat(trial.resilience.carrier().current()).isNull();
    }

    @Test
    void areKnownToAsynchronousWork() {
        Pipeline fraud = carriedBy(new VertxCarrier());
        try (Steps steps = Steps.atOnce()) {
            Caller<String> caller = new Caller<>();
            caller.subscribeTo(Guard.uni(fraud, () -> Uni.createFrom().item(this::call), true));
            trial.time.advanceMillis(100);
            assertThat(caller.isAnswered()).isTrue();
        }
        assertThat(told).containsExactly("1 " + Outcome.TRANSIENT, "2 " + Outcome.SUCCESS);
        assertThat(trial.resilience.carrier().current()).isNull();
    }

    @Test
    void areNotMadeInPlainJava() throws Exception {
        Pipeline fraud = carriedBy(AttemptCarrier.onThread());
        assertThat(fraud.callIdempotent(this::call)).isEqualTo("nobody asks");
    }
}
