package dev.breakwater.benchmarks.calls;

import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/** Subscribes, again and again, and keeps what it heard last. */
final class Listener implements UniSubscriber<String> {
    private final Context context = Context.empty();
    private Object heard;

    /** The answer or the exception; null where there was none. */
    Object heard() {
        Object last = heard;
        heard = null;
        return last;
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public void onSubscribe(UniSubscription subscription) {}

    @Override
    public void onItem(String item) {
        heard = item;
    }

    @Override
    public void onFailure(Throwable failure) {
        heard = failure;
    }
}
