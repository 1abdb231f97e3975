package dev.breakwater.chaos;

import dev.breakwater.chaos.fault.Call;
import dev.breakwater.chaos.fault.Effect;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.resilience.time.RandomSource;
import dev.breakwater.resilience.time.TimeSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one process. Thread-safe.
 *
 * <p>A call is hit by one fault at most. One number is drawn for it, and the faults that fit the call share the range
 * from 0 to 1 in the order they were enabled, each as much as its rate: two faults of rate 0.3 hit 0.6 of the calls, and
 * what would be beyond 1 hits nothing.
 */
public final class Chaos {
    /** More faults at once than anybody can reason about. */
    public static final int MAX_FAULTS = 100;

    private final TimeSource time;
    private final InstantSource clock;
    private final Supplier<RandomSource> chance;
    private final int maxHeld;
    private final ChaosListener listener;
    private final Semaphore places;
    private volatile RandomSource random;
    private volatile List<ActiveFault> active = List.of(); // replaced, under the monitor, and never changed

    /**
     * @param chance begins the sequence of chance; asked again at each {@link #reset}, so that a seeded one repeats
     * @param maxHeld how many calls all faults together may hold
     */
    public Chaos(
            TimeSource time, InstantSource clock, Supplier<RandomSource> chance, int maxHeld, ChaosListener listener) {
        this.time = time;
        this.clock = clock;
        this.chance = chance;
        this.maxHeld = maxHeld;
        this.listener = listener;
        this.places = new Semaphore(maxHeld);
        this.random = chance.get();
    }

    /**
     * Enables a fault. One of the same name ends, and the calls it holds go on.
     *
     * @throws IllegalArgumentException where {@value #MAX_FAULTS} others are enabled
     */
    public FaultReport put(Fault fault) {
        return swap(named(fault.name()), List.of(fault)).begun().get(0).report();
    }

    /** Removes a fault, and every call that it holds goes on at once; empty where there is none of this name. */
    public Optional<FaultReport> remove(String name) {
        return swap(named(name), List.of()).ended().stream().findFirst().map(ActiveFault::report);
    }

    /** Removes every fault, and begins the sequence of chance anew. */
    public void reset() {
        swap(each -> true, List.of());
        random = chance.get();
    }

    /**
     * Fails a share of all requests in the classic mix, in place of the share before; see {@link FailureRate}.
     *
     * @param rate 0 to 1; 0 ends it
     */
    public void failureRate(double rate) {
        List<Fault> mix = FailureRate.mix(rate);
        swap(each -> FailureRate.NAMES.contains(each.fault().name()), mix);
    }

    /** The enabled faults, in the order they were enabled. */
    public List<FaultReport> faults() {
        return active.stream().map(ActiveFault::report).toList();
    }

    /** An enabled fault. */
    public Optional<FaultReport> fault(String name) {
        return active.stream().filter(named(name)).findFirst().map(ActiveFault::report);
    }

    /** The name of a fault that makes this process not ready; null where there is none. */
    public @Nullable String notReady() {
        for (ActiveFault each : active) {
            if (!each.fault().behaviour().hitsCalls() && !each.hasExpired()) {
                return each.fault().name();
            }
        }
        return null;
    }

    /** How many calls are held. */
    public int held() {
        return maxHeld - places.availablePermits();
    }

    /** How many calls may be held. */
    public int maxHeld() {
        return maxHeld;
    }

    /** Decides on a request that comes in: the fault that hits it, or null for none. */
    public @Nullable Injection hit(Call call) {
        return hit(Fault.HTTP, call);
    }

    /** Decides on a call that passes a named point. */
    @Nullable
    Injection hit(String point) {
        return hit(point, null);
    }

    private @Nullable Injection hit(String point, @Nullable Call call) {
        double drawn = Double.NaN;
        double share = 0;
        for (ActiveFault each : active) {
            if (each.hits(point, call)) {
                drawn = Double.isNaN(drawn) ? random.nextDouble() : drawn;
                share += each.fault().rate();
                if (drawn < share) {
                    return inject(each, call == null ? "point " + point : call.method() + " " + call.path());
                }
            }
        }
        return null;
    }

    private Injection inject(ActiveFault hitting, String words) {
        Effect effect = hitting.fault().behaviour().effect(random.nextDouble());
        Injection injection = new Injection(hitting, effect, words);
        hitting.countInjection();
        listener.injected(injection);
        return injection;
    }

    private static Predicate<ActiveFault> named(String name) {
        return each -> each.fault().name().equals(name);
    }

    private record Swapped(List<ActiveFault> ended, List<ActiveFault> begun) {}

    /** Ends some faults and begins others, as one step for the calls that come in meanwhile. */
    private Swapped swap(Predicate<ActiveFault> ending, List<Fault> beginning) {
        List<ActiveFault> ended;
        List<ActiveFault> begun;
        synchronized (this) {
            ended = active.stream().filter(ending).toList();
            begun = beginning.stream().map(this::activate).toList();
            List<ActiveFault> next = new ArrayList<>(active);
            next.removeAll(ended);
            next.addAll(begun);
            if (next.size() > MAX_FAULTS) {
                throw new IllegalArgumentException(MAX_FAULTS + " faults are enabled already; remove one first");
            }
            active = List.copyOf(next);
        }
        // Outside the monitor, because it runs what the held calls do next.
        ended.forEach(ActiveFault::end);
        begun.forEach(ActiveFault::begin);
        ended.forEach(each -> listener.ended(each.report()));
        begun.forEach(each -> listener.enabled(each.report()));
        return new Swapped(ended, begun);
    }

    private ActiveFault activate(Fault fault) {
        return new ActiveFault(fault, time, clock.instant(), places, this::expire);
    }

    private void expire(ActiveFault expired) {
        swap(each -> each == expired, List.of());
    }
}
