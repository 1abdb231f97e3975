package dev.breakwater.resilience.quarkus;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Work whose answers a test gives by hand, also those that come too late: nothing here holds them back. */
final class HandWork implements Supplier<Uni<String>> {
    private final List<Exchange> exchanges = new ArrayList<>();
    private RuntimeException atCancel;

    /** One attempt: who asked, and whether they still want to know. */
    static final class Exchange implements UniSubscription {
        private final UniSubscriber<? super String> asker;
        private final RuntimeException atCancel;
        private int cancels;
        private boolean answered;

        private Exchange(UniSubscriber<? super String> asker, RuntimeException atCancel) {
            this.asker = asker;
            this.atCancel = atCancel;
        }

        void answer(String item) {
            answered = true;
            asker.onItem(item);
        }

        void fail(Throwable failure) {
            answered = true;
            asker.onFailure(failure);
        }

        boolean isCancelled() {
            return cancels > 0;
        }

        boolean isOver() {
            return answered || isCancelled();
        }

        @Override
        public void cancel() {
            cancels++;
            if (atCancel != null) {
                throw atCancel;
            }
        }
    }

    @Override
    public Uni<String> get() {
        return new AbstractUni<>() {
            @Override
            public void subscribe(UniSubscriber<? super String> asker) {
                Exchange exchange = new Exchange(asker, atCancel);
                exchanges.add(exchange);
                asker.onSubscribe(exchange);
            }
        };
    }

    /** From now on, every cancellation throws. */
    HandWork throwingAtCancel(RuntimeException thrown) {
        atCancel = thrown;
        return this;
    }

    int attempts() {
        return exchanges.size();
    }

    /** An attempt, from 1. */
    Exchange attempt(int number) {
        return exchanges.get(number - 1);
    }
}
