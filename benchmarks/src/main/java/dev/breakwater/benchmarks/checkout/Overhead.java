package dev.breakwater.benchmarks.checkout;

import dev.breakwater.benchmarks.run.Median;
import dev.breakwater.drill.launch.LaunchException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Checkouts with the protection against those without, in pairs on one running system: what a machine does to one of a
 * pair it does to the other.
 */
public record Overhead(List<Pair> pairs) {

    /**
     * Starts the system and measures.
     *
     * @param home the root of the built tree
     * @param warmUp of the whole, half of it with the protection
     * @param each how long each of a pair is loaded
     * @param progress told what goes on
     */
    public static Overhead measure(Path home, int pairs, Duration warmUp, Duration each, Consumer<String> progress)
            throws LaunchException {
        progress.accept("checkouts: starting the system");
        try (Shop shop = Shop.open(home);
                ClosedLoop load = new ClosedLoop(shop.checkout())) {
            progress.accept("checkouts: warming it up for " + warmUp.toSeconds() + " s");
            run(shop, load, true, warmUp.dividedBy(2));
            run(shop, load, false, warmUp.dividedBy(2));
            List<Pair> measured = new ArrayList<>();
            for (int i = 0; i < pairs; i++) {
                progress.accept("checkouts: pair " + (i + 1) + " of " + pairs);
                measured.add(pair(shop, load, i % 2 == 0, each));
            }
            return new Overhead(measured);
        }
    }

    /** Four loads, of which the outer two are of one kind: a system that grows quicker all the while favours neither. */
    private static Pair pair(Shop shop, ClosedLoop load, boolean protectedOutside, Duration each) {
        Duration half = each.dividedBy(2);
        Sample outside = run(shop, load, protectedOutside, half);
        Sample inside = run(shop, load, !protectedOutside, half);
        inside.add(run(shop, load, !protectedOutside, half));
        outside.add(run(shop, load, protectedOutside, half));
        return protectedOutside
                ? new Pair(outside.throughput(), inside.throughput())
                : new Pair(inside.throughput(), outside.throughput());
    }

    private static Sample run(Shop shop, ClosedLoop load, boolean on, Duration duration) {
        shop.protect(on);
        return load.run(duration);
    }

    /** Checkouts that ended in any other way than paid, in all loads of one kind. */
    public long notPaid(Function<Pair, Throughput> kind) {
        return pairs.stream().map(kind).mapToLong(Throughput::others).sum();
    }

    /** Protected throughput as a share of unprotected, in the middle of all pairs. */
    public double throughput() {
        return median(Pair::throughput);
    }

    /** The same of the latency of which one in a hundred is longer. */
    public double p99() {
        return median(Pair::p99);
    }

    private double median(ToDoubleFunction<Pair> ratio) {
        return Median.of(pairs.stream().mapToDouble(ratio).toArray());
    }
}
