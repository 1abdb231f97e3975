package dev.breakwater.benchmarks.calls;

import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/** Work that answers when it is told to, and allocates nothing, so that what is allocated is the library's. */
final class LaterUni extends AbstractUni<String> implements UniSubscription {
    private UniSubscriber<? super String> subscriber;

    @Override
    public void subscribe(UniSubscriber<? super String> newSubscriber) {
        subscriber = newSubscriber;
        newSubscriber.onSubscribe(this);
    }

    @Override
    public void cancel() {
        subscriber = null;
    }

    void answer(String item) {
        subscriber.onItem(item);
    }
}
