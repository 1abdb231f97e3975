package dev.breakwater.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.chaos.fault.Behaviour;
import dev.breakwater.chaos.fault.Failure;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.chaos.fault.Hang;
import dev.breakwater.chaos.fault.Latency;
import dev.breakwater.chaos.fault.Match;
import dev.breakwater.resilience.time.VirtualTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PointsTest {
    private final VirtualTime time = new VirtualTime();
    private final Chaos chaos =
            new Chaos(time, InstantSource.fixed(Instant.EPOCH), () -> () -> 0.5, 2, new RecordingListener());
    private final Points points = new Points(chaos);

    private void enable(Behaviour behaviour) {
        chaos.put(new Fault("f", behaviour, 1, "model", Match.all(), null));
    }

    @Test
    void callsPassWhereNoFaultIs() {
        chaos.put(new Fault("f", new Failure(500), 1, "elsewhere", Match.all(), null));
        assertThat(points.pass("model")).isCompleted();
        assertThat(points.seen()).containsExactly("model");
    }

    @Test
    void anErrorFailsAtOnceWithItsStatus() {
        enable(new Failure(418));
        assertThatThrownBy(() -> points.pass("model").join())
                .hasCauseInstanceOf(InjectedFault.class)
                .cause()
                .hasMessage("fault 'f' failed point model")
                .extracting(failure -> ((InjectedFault) failure).status())
                .isEqualTo(418);
    }

    @Test
    void latencyHoldsThenLetsPass() {
        enable(new Latency(100, 0));
        CompletableFuture<Void> passing = points.pass("model");
        time.advanceMillis(99);
        assertThat(passing).isNotDone();
        time.advanceMillis(1);
        assertThat(passing).isCompleted();
    }

    @Test
    void aHangHoldsThenFails() {
        enable(new Hang(100));
        CompletableFuture<Void> passing = points.pass("model");
        time.advanceMillis(100);
        assertThatThrownBy(passing::join).cause().hasMessage("fault 'f' cut off point model");
    }

    @Test
    void removalLetsPassAtOnce() {
        enable(new Hang(100));
        CompletableFuture<Void> passing = points.pass("model");
        chaos.remove("f");
        assertThat(passing).isCompleted();
        assertThat(chaos.held()).isZero();
    }

    @Test
    void cancellingFreesThePlace() {
        enable(new Hang(100));
        points.pass("model").cancel(false);
        assertThat(chaos.held()).isZero();
        assertThat(time.pending(timer -> true)).isZero();
    }

    @Test
    void beyondTheBoundCallsFail() {
        enable(new Hang(100));
        points.pass("model");
        points.pass("model");
        assertThatThrownBy(() -> points.pass("model").join())
                .cause()
                .hasMessage("fault 'f' has no place left to hold point model");
    }
}
