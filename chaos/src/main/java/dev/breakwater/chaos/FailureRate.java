package dev.breakwater.chaos;

import dev.breakwater.chaos.fault.Behaviour;
import dev.breakwater.chaos.fault.Failure;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.chaos.fault.Hang;
import dev.breakwater.chaos.fault.Latency;
import dev.breakwater.chaos.fault.Match;
import java.util.List;
import java.util.Set;

/** The classic mix of failures, by one figure: a third of the failing calls hangs, a third errs, a third is slow. */
final class FailureRate {
    private static final String HANG = "failure-rate-hang";
    private static final String ERROR = "failure-rate-error";
    private static final String SLOW = "failure-rate-slow";

    static final Set<String> NAMES = Set.of(HANG, ERROR, SLOW);

    private FailureRate() {}

    /**
     * The faults that together hit the given share of all requests.
     *
     * @throws IllegalArgumentException where the rate is not from 0 to 1
     */
    static List<Fault> mix(double rate) {
        List<Fault> mix = List.of(
                third(HANG, new Hang(10_000), rate),
                third(ERROR, new Failure(500), rate),
                third(SLOW, new Latency(2_000, 0), rate));
        return rate == 0 ? List.of() : mix;
    }

    private static Fault third(String name, Behaviour behaviour, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be from 0 to 1, but is " + rate);
        }
        return new Fault(name, behaviour, rate / 3, Fault.HTTP, Match.all(), null);
    }
}
