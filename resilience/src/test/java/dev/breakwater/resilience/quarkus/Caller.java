package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.util.concurrent.atomic.AtomicInteger;

/** A subscriber that remembers what it was told. Thread-safe. */
public final class Caller<T> implements UniSubscriber<T> {
    private final AtomicInteger signals = new AtomicInteger();
    private volatile UniSubscription subscription;
    private volatile boolean cancelled;
    private volatile boolean toldAfterCancel;
    private volatile T item;
    private volatile Throwable failure;

    public Caller<T> subscribeTo(Uni<T> uni) {
        AbstractUni.subscribe(uni, this);
        return this;
    }

    @Override
    public void onSubscribe(UniSubscription given) {
        assertThat(subscription).as("subscription given before").isNull();
        subscription = given;
        if (cancelled) {
            given.cancel();
        }
    }

    @Override
    public void onItem(T answered) {
        toldAfterCancel |= cancelled;
        item = answered;
        signals.incrementAndGet();
    }

    @Override
    public void onFailure(Throwable failed) {
        toldAfterCancel |= cancelled;
        failure = failed;
        signals.incrementAndGet();
    }

    /** Leaves; before it has subscribed, as soon as it does. */
    public Caller<T> cancel() {
        cancelled = true;
        if (subscription != null) {
            subscription.cancel();
        }
        return this;
    }

    public boolean isAnswered() {
        return signals.get() > 0;
    }

    /** How many signals it was given. */
    public int signals() {
        return signals.get();
    }

    /** Whether it was told anything after it had left, on the thread on which it left. */
    public boolean wasToldAfterCancel() {
        return toldAfterCancel;
    }

    public Throwable failure() {
        return failure;
    }

    /** The one answer; throws what the call failed with. */
    @SuppressWarnings("unchecked")
    public <X extends Throwable> T answer() throws X {
        assertThat(signals).as("signals").hasValue(1);
        if (failure != null) {
            throw (X) failure;
        }
        return item;
    }
}
