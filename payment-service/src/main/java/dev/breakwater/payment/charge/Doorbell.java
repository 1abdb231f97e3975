package dev.breakwater.payment.charge;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the requests that wait for a charge in this process that it has moved, so that they look at once and not at
 * their next poll. A ring may be missed, and other instances are not told: who waits looks from time to time anyway.
 */
@ApplicationScoped
class Doorbell {
    private final Map<String, Set<UniEmitter<?>>> waiting = new ConcurrentHashMap<>();

    /** Ends at the next ring for the key, or after so long. Goes on where its caller was. */
    Uni<Void> await(String key, Duration atMost) {
        return Uni.createFrom()
                .<Void>emitter(waiter -> {
                    add(key, waiter);
                    waiter.onTermination(() -> remove(key, waiter));
                })
                .ifNoItem()
                .after(atMost)
                .recoverWithItem((Void) null)
                .emitOn(MutinyHelper.executor(Vertx.currentContext()));
    }

    void ring(String key) {
        Set<UniEmitter<?>> told = waiting.remove(key);
        if (told != null) {
            told.forEach(waiter -> waiter.complete(null));
        }
    }

    /** Whether somebody waits for the key here, at this moment. */
    boolean isAwaited(String key) {
        return waiting.containsKey(key);
    }

    private void add(String key, UniEmitter<?> waiter) {
        waiting.compute(key, (ignored, waiters) -> {
            Set<UniEmitter<?>> extended = waiters == null ? new HashSet<>() : waiters;
            extended.add(waiter);
            return extended;
        });
    }

    private void remove(String key, UniEmitter<?> waiter) {
        waiting.computeIfPresent(key, (ignored, waiters) -> {
            waiters.remove(waiter);
            return waiters.isEmpty() ? null : waiters;
        });
    }
}
