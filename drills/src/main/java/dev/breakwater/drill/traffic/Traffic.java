package dev.breakwater.drill.traffic;

import java.util.concurrent.CompletionStage;

/** Who comes, in which order. */
public interface Traffic {

    /** The request that comes as the n-th, from 0. */
    Call call(long n);

    /** A request that can be sent. */
    interface Call {
        Route route();

        /** Sends it. The stage completes well in any case, after the patience at the latest. */
        CompletionStage<Outcome> send(long patienceNanos);
    }
}
