package dev.breakwater.chaos.fault;

/**
 * What happens to one call that was hit: it is held for a while, then it ends in one way.
 *
 * @param holdNanos how long it is held; 0 for not at all
 * @param end how it goes on after that
 * @param status the HTTP status it is answered with; 0 unless it fails
 */
public record Effect(long holdNanos, End end, int status) {

    /** How a call goes on. */
    public enum End {
        /** As if nothing had happened. */
        PROCEED,
        /** It is answered with the status; at a named point it throws. */
        FAIL,
        /** The connection is reset without an answer; at a named point it throws. */
        DROP,
        /** It proceeds, and its answer's body comes drop by drop over the time of the hold. */
        TRICKLE
    }

    static Effect holdThen(long holdMillis, End end) {
        return new Effect(holdMillis * 1_000_000L, end, 0);
    }
}
