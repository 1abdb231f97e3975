package dev.breakwater.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.breakwater.chaos.fault.Behaviour;
import dev.breakwater.chaos.fault.Failure;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.chaos.fault.Hang;
import dev.breakwater.chaos.fault.Latency;
import dev.breakwater.chaos.fault.Match;
import dev.breakwater.resilience.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
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

    @Nested
    class OnTheCallersThread {
        @Test
        void callsPass() {
            assertThatCode(() -> points.passOnThisThread("model", false)).doesNotThrowAnyException();
        }

        @Test
        void anErrorIsThrownAsItIs() {
            enable(new Failure(500));
            assertThatThrownBy(() -> points.passOnThisThread("model", false))
                    .isInstanceOf(InjectedFault.class)
                    .hasMessage("fault 'f' failed point model");
        }

        @Test
        void aThreadThatMustNotWaitIsNotHeld() {
            enable(new Latency(100, 0));
            assertThatThrownBy(() -> points.passOnThisThread("model", false))
                    .isInstanceOf(InjectedFault.class)
                    .hasMessage("fault 'f' must not hold this thread, an event loop, at point model");
            assertThat(chaos.held()).isZero();
        }

        @Test
        void aThreadThatMayWaitIsHeldUntilTheFaultIsGone() {
            enable(new Hang(100));
            CompletableFuture<Void> passing = CompletableFuture.runAsync(() -> pass());
            await().until(() -> chaos.held() == 1);
            assertThat(passing).isNotDone();
            chaos.remove("f");
            assertThat(passing).succeedsWithin(Duration.ofSeconds(10));
        }

        @Test
        void anInterruptedThreadFreesItsPlace() throws Exception {
            enable(new Hang(100));
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread thread =
                    new Thread(() -> thrown.complete(catchThrowable(() -> points.passOnThisThread("model", true))));
            thread.start();
            await().until(() -> chaos.held() == 1);
            thread.interrupt();
            assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            assertThat(chaos.held()).isZero();
            assertThat(time.pending(timer -> true)).isZero();
        }

        private void pass() {
            try {
                points.passOnThisThread("model", true);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
