package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Script;
import dev.breakwater.resilience.time.Timer;
import dev.breakwater.resilience.time.VirtualTime;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;

/** Work that does what a script says, on virtual time; what takes no time is done before {@code subscribe} returns. */
public final class ScriptedUni extends AbstractUni<Object> {
    private final Script script;
    private final VirtualTime time;

    public ScriptedUni(Script script, VirtualTime time) {
        this.script = script;
        this.time = time;
    }

    @Override
    public void subscribe(UniSubscriber<? super Object> subscriber) {
        Script.Line line = script.begin(time);
        if (line.nanos() == 0) {
            subscriber.onSubscribe(() -> {});
            answer(subscriber, line);
            return;
        }
        Timer end = new Timer() {
            @Override
            protected void fire() {
                answer(subscriber, line);
            }
        };
        time.schedule(end, line.nanos());
        subscriber.onSubscribe(() -> {
            if (end.cancel()) {
                script.wasCut();
            }
        });
    }

    private static void answer(UniSubscriber<? super Object> subscriber, Script.Line line) {
        if (line.failure() == null) {
            subscriber.onItem(line.answer());
        } else {
            subscriber.onFailure(line.failure());
        }
    }
}
