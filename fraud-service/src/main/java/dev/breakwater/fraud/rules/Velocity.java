package dev.breakwater.fraud.rules;

import java.math.BigDecimal;
import java.util.function.ToLongFunction;

/**
 * Many charges in little time, as of somebody who tries out stolen cards.
 *
 * @param window the window's name, for the reason
 * @param earlier reads the charges in the window, without this one
 */
record Velocity(String window, ToLongFunction<History> earlier, Limits limits) implements Rule {

    @Override
    public Finding judge(BigDecimal amount, History history) {
        long charges = earlier.applyAsLong(history) + 1;
        return new Finding(limits.risk(charges), charges + " charges within " + window);
    }
}
