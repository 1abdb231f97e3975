package dev.breakwater.chaos.fault;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fault that can be enabled.
 *
 * @param name names it in addresses, answers and the log
 * @param behaviour what it does to the calls it hits
 * @param rate share of the calls it hits, 0 to 1
 * @param point where it hits: {@value #HTTP} for requests on their way in, or a named point in the code
 * @param match which requests it hits
 * @param durationMs after how many milliseconds it removes itself; null for never
 */
public record Fault(
        String name,
        Behaviour behaviour,
        double rate,
        String point,
        Match match,
        @Nullable Long durationMs) {

    /** The point where requests come in. */
    public static final String HTTP = "http";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final long MAX_DURATION_MS = 24 * 60 * 60 * 1_000L;

    /**
     * Checks what is common to all types.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public Fault {
        checkName("name", name);
        checkName("point", point);
        if (!(rate >= 0 && rate <= 1)) { // so written, because NaN must not pass
            throw new IllegalArgumentException("rate must be from 0 to 1, but is " + rate);
        }
        if (durationMs != null) {
            FaultSettings.within("durationMs", durationMs, 1, MAX_DURATION_MS);
        }
        if (!point.equals(HTTP) && !behaviour.fitsPoints()) {
            throw new IllegalArgumentException("type " + behaviour.type() + " needs point http, but point is " + point);
        }
        if (!match.equals(Match.all()) && (!point.equals(HTTP) || !behaviour.hitsCalls())) {
            throw new IllegalArgumentException("match is for faults that hit requests: not for "
                    + (behaviour.hitsCalls() ? "point " + point : "type " + behaviour.type()));
        }
        if (!behaviour.hitsCalls() && rate != 1) {
            throw new IllegalArgumentException("type " + behaviour.type() + " is no matter of chance: leave rate out");
        }
    }

    /**
     * The fault that the settings describe.
     *
     * @throws IllegalArgumentException saying which setting is wrong
     */
    public static Fault of(String name, FaultSettings settings) {
        if (settings.name() != null && !settings.name().equals(name)) {
            throw new IllegalArgumentException(
                    "name must be '" + name + "', as in the address, but is '" + settings.name() + "'");
        }
        return new Fault(
                name,
                Behaviour.of(settings),
                settings.rate() == null ? 1 : settings.rate(),
                settings.point() == null ? HTTP : settings.point(),
                settings.match() == null ? Match.all() : settings.match(),
                settings.durationMs());
    }

    private static void checkName(String field, String value) {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(field
                    + " must be 1 to 64 letters, digits, dots, dashes or underscores, the first a letter or digit");
        }
    }
}
