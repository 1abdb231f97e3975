package dev.breakwater.drill.run;

import dev.breakwater.drill.traffic.Route;
import dev.breakwater.drill.traffic.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * When checkouts were whole again: the first moment after which every checkout due in the following second is good and
 * undegraded, and there is one.
 */
final class Recovery {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private Recovery() {}

    /**
     * Finds the moment.
     *
     * @param removedNanos when the fault was removed
     * @param knownUntilNanos until when the fate of every checkout is known: a second that ends later proves nothing
     * @return nanoseconds after the removal; empty where it did not come
     */
    static OptionalLong nanos(List<Sample> samples, long removedNanos, long knownUntilNanos) {
        List<Sample> checkouts = samples.stream()
                .filter(sample -> sample.route() == Route.CHECKOUT && sample.dueNanos() >= removedNanos)
                .sorted(Comparator.comparingLong(Sample::dueNanos))
                .toList();
        long candidate = removedNanos;
        boolean isShown = false; // by a checkout within the second after the candidate
        for (Sample checkout : checkouts) {
            if (checkout.dueNanos() >= candidate + SECOND) {
                if (isShown) {
                    break;
                }
                candidate = checkout.dueNanos() - SECOND + 1;
            }
            isShown = checkout.isWhole();
            if (!isShown) {
                candidate = checkout.dueNanos() + 1;
            }
        }
        return isShown && candidate + SECOND <= knownUntilNanos
                ? OptionalLong.of(candidate - removedNanos)
                : OptionalLong.empty();
    }
}
