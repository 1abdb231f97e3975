package dev.breakwater.drill.traffic;

/**
 * How a request ended.
 *
 * @param name the order's status, or the HTTP status, or why there is none
 * @param isSuccess whether the answer was a 2xx
 * @param isDegraded whether the answer says that something was missing
 */
public record Outcome(String name, boolean isSuccess, boolean isDegraded) {
    /** Nobody waits longer than the patience. */
    public static final Outcome GAVE_UP = failure("gave-up");

    /** The connection was refused or broke. */
    public static final Outcome NO_ANSWER = failure("no-answer");

    static Outcome failure(String name) {
        return new Outcome(name, false, false);
    }
}
