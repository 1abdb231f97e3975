package dev.breakwater.chaos.fault;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fault as somebody asks for it; what is left out is null. The README says what each setting means.
 *
 * @param name as in the address
 * @param type {@code latency}, {@code error}, {@code hang}, {@code slow-body}, {@code reset} or {@code not-ready}
 * @param rate share of the calls that are hit, 0 to 1; 1 where left out
 * @param latencyMs how long, in milliseconds
 * @param jitterMs by how much that varies, in milliseconds; 0 where left out
 * @param status HTTP status of type {@code error}; 500 where left out
 * @param point {@code http}, or a named point; {@code http} where left out
 * @param match which requests; all where left out
 * @param durationMs after how many milliseconds the fault removes itself; never where left out
 */
public record FaultSettings(
        @Nullable String name,
        @Nullable String type,
        @Nullable Double rate,
        @Nullable Long latencyMs,
        @Nullable Long jitterMs,
        @Nullable Long status,
        @Nullable String point,
        @Nullable Match match,
        @Nullable Long durationMs) {

    /** No call is held for longer: five minutes, which is beyond any client's patience. */
    public static final long MAX_HOLD_MS = 300_000;

    long latencyMs(long least, long most) {
        return within("latencyMs", latencyMs, least, most);
    }

    long jitterMs(long most) {
        return jitterMs == null ? 0 : within("jitterMs", jitterMs, 0, most);
    }

    int status(int preset) {
        return status == null ? preset : (int) within("status", status, 400, 599);
    }

    /** Refuses figures that the type does not know, so that nobody waits for an effect that cannot come; 0 is none. */
    void refuseFiguresBut(Set<String> known) {
        refuseUnlessKnown("latencyMs", latencyMs, known);
        refuseUnlessKnown("jitterMs", jitterMs, known);
        refuseUnlessKnown("status", status, known);
    }

    private void refuseUnlessKnown(String field, @Nullable Long value, Set<String> known) {
        if (value != null && value != 0 && !known.contains(field)) {
            throw new IllegalArgumentException(field + " means nothing for type " + type);
        }
    }

    static long within(String field, @Nullable Long value, long least, long most) {
        if (value == null || value < least || value > most) {
            throw new IllegalArgumentException(field + " must be from " + least + " to " + most + ", but is "
                    + (value == null ? "missing" : value));
        }
        return value;
    }
}
