package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.policy.Attempt;
import dev.breakwater.resilience.policy.AttemptCarrier;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyTimer;
import dev.breakwater.resilience.time.TimeSource;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a {@link UniCall}: it subscribes to the work, and is the timer of its own timeout. Each attempt is an
 * object of its own, so that a late answer of an earlier one cannot be taken for this one's.
 */
final class UniAttempt<T> extends PolicyTimer implements UniSubscriber<T> {
    final int number;
    final long limitNanos;
    /** What the code inside the attempt may know; null where nobody asks. */
    final @Nullable Attempt told;

    private final UniCall<T> call;
    /** A reading of the clock where a limit is set or somebody measures; else 0. */
    private final long beganNanos;

    private volatile @Nullable UniSubscription upstream;

    UniAttempt(UniCall<T> call, int number, long limitNanos, @Nullable Attempt previous) {
        this.call = call;
        this.number = number;
        this.limitNanos = limitNanos;
        TimeSource time = call.pipeline().resilience().time();
        this.beganNanos = isLimited() || call.time().isMeasured() ? time.nanoTime() : 0;
        this.told = isCarried(carrier(call))
                ? Attempt.of(isLimited() ? Deadline.after(limitNanos, beganNanos, time) : null, previous)
                : null;
    }

    private boolean isCarried(AttemptCarrier carrier) {
        return carrier.carriesUnlimited() || isLimited() && carrier != AttemptCarrier.none();
    }

    private boolean isLimited() {
        return limitNanos != Deadline.UNLIMITED;
    }

    private static AttemptCarrier carrier(UniCall<?> call) {
        return call.pipeline().resilience().carrier();
    }

    void subscribe() {
        if (told == null) {
            subscribeToWork();
        } else {
            AttemptCarrier carrier = carrier(call);
            Attempt before = carrier.current(); // a retry may begin on a thread that is not the caller's
            carrier.set(told);
            try {
                subscribeToWork();
            } finally {
                carrier.set(before);
            }
        }
        if (isLimited() && call.isRunning(number)) {
            arm();
        }
    }

    /** Armed only after the work was asked: most work that answers at once never needs a timer. */
    private void arm() {
        call.pipeline().resilience().time().schedule(this, beganNanos, limitNanos);
        if (!call.isRunning(number)) {
            cancel();
        }
    }

    private void subscribeToWork() {
        if (!call.isRunning(number)) { // its caller has left, and its permits are back: nothing more may begin
            return;
        }
        try {
            Uni<T> work = call.work().get();
            AbstractUni.subscribe(work, this);
        } catch (Throwable failure) {
            call.failed(this, failure);
        }
    }

    @Override
    public Context context() {
        return call.mutinyContext();
    }

    @Override
    public void onSubscribe(UniSubscription subscription) {
        upstream = subscription;
        if (!call.isRunning(number)) {
            cancel(subscription);
        }
    }

    @Override
    public void onItem(@Nullable T item) {
        call.succeeded(this, item);
    }

    @Override
    public void onFailure(Throwable failure) {
        call.failed(this, told != null && told.explains(failure) ? call.timeout(this) : failure);
    }

    @Override
    protected void fire() {
        call.timedOut(this);
    }

    @Override
    protected Pipeline pipeline() {
        return call.pipeline();
    }

    /** Cancels the work itself: an HTTP exchange is aborted. */
    void cancelWork() {
        UniSubscription subscription = upstream;
        if (subscription != null) {
            cancel(subscription);
        }
    }

    /** Work that breaks when it is cancelled must not keep this call's permits. */
    private static void cancel(UniSubscription subscription) {
        try {
            subscription.cancel();
        } catch (Throwable e) {
            Infrastructure.handleDroppedException(e);
        }
    }

    /** Ends the attempt: its timer is taken back, and whoever wants to know is told. */
    void over(Outcome outcome, boolean timedOut) {
        cancel();
        if (told != null) {
            told.ended(outcome);
        }
        call.pipeline().attemptEnded(number, outcome, timedOut, elapsedNanos());
    }

    long elapsedNanos() {
        return call.time().isMeasured() ? call.pipeline().resilience().time().nanoTime() - beganNanos : 0;
    }
}
