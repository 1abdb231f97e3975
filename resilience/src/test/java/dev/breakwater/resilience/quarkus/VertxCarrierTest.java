package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.policy.Attempt;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VertxCarrierTest {
    private final Vertx vertx = Vertx.vertx();
    private final VertxCarrier carrier = new VertxCarrier();
    private final ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
    private final ContextInternal mine = anotherRequest();
    private final Attempt request = Attempt.request(null);
    private final Attempt attempt = Attempt.of(null, null);

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Its requests share one event loop. */
    private ContextInternal anotherRequest() {
        return (ContextInternal) VertxContext.createNewDuplicatedContext(loop);
    }

    private static <T> T on(ContextInternal context, Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(ignored -> done.completeAsync(work, Runnable::run));
        return done.join();
    }

    @Test
    void anAttemptIsCurrentInsteadOfItsRequestUntilThatIsPutBack() {
        List<Attempt> seen = on(mine, () -> {
            List<Attempt> current = new ArrayList<>();
            carrier.enter(request);
            Attempt before = carrier.current();
            carrier.set(attempt);
            current.add(carrier.current());
            carrier.set(before);
            current.add(carrier.current());
            return current;
        });
        assertThat(seen).containsExactly(attempt, request);
        assertThat(on(mine, carrier::current)).as("in its next step").isSameAs(request);
        assertThat(on(anotherRequest(), carrier::current))
                .as("in another request")
                .isNull();
    }

    @Test
    void aStepOfAnotherRequestThatRunsInTheMidstOfAnAttemptIsNotInIt() {
        ContextInternal other = anotherRequest();
        List<Attempt> seen = on(mine, () -> {
            List<Attempt> current = new ArrayList<>();
            carrier.set(attempt);
            other.dispatch(ignored -> current.add(carrier.current()));
            current.add(carrier.current());
            carrier.set(null);
            return current;
        });
        assertThat(seen).containsExactly(null, attempt);
    }

    /** An attempt on a worker thread that ends while a retry begins on another must not be put back over it, or stay. */
    @Test
    void twoThreadsOfOneRequestDoNotPutBackEachOthersAttempts() {
        on(mine, () -> {
            carrier.enter(request);
            return null;
        });
        Attempt another = Attempt.of(null, attempt);
        CompletableFuture<Void> bothAreIn = new CompletableFuture<>();
        CompletableFuture<Attempt> first = onAWorker(attempt, () -> bothAreIn.join());
        CompletableFuture<Attempt> second = onAWorker(another, () -> bothAreIn.complete(null));

        assertThat(first.join()).isSameAs(attempt);
        assertThat(second.join()).isSameAs(another);
        assertThat(on(mine, carrier::current)).isSameAs(request);
    }

    /** Goes into an attempt, and tells which it is in after it has done the work. */
    private CompletableFuture<Attempt> onAWorker(Attempt mineNow, Runnable work) {
        return mine.executeBlocking(
                        () -> {
                            Attempt before = carrier.current();
                            carrier.set(mineNow);
                            work.run();
                            Attempt current = carrier.current();
                            carrier.set(before);
                            return current;
                        },
                        false)
                .toCompletionStage()
                .toCompletableFuture();
    }
}
