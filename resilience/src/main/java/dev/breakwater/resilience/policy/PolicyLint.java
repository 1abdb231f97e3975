package dev.breakwater.resilience.policy;

import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds figures that are each in range but do not fit together. */
public final class PolicyLint {
    private PolicyLint() {}

    /** What is odd about a policy, each in one sentence with the numbers; empty where nothing is. */
    public static List<String> warnings(String name, PolicyConfig config) {
        List<String> found = new ArrayList<>();
        if (!config.order().contains(LayerKind.TIMEOUT)) {
            return found; // nothing limits an attempt, so nothing can be added up
        }
        Duration deadline = config.deadline();
        Duration call = longest(config, 0);
        if (deadline != null && call.compareTo(deadline) > 0) {
            found.add("policy '" + name + "': " + attempts(config) + " attempts of " + text(config.timeout())
                    + " and the waits " + (mayQueue(config) ? "before and " : "") + "between them take up to "
                    + text(call) + ", more than its deadline of " + text(deadline)
                    + ": the last of them may be cut short or never begun");
        }
        int breakerAt = config.order().indexOf(LayerKind.BREAKER);
        Duration probe = least(longest(config, breakerAt + 1), deadline == null ? call : deadline);
        if (breakerAt >= 0 && probe.compareTo(config.breaker().lease()) > 0) {
            found.add("policy '" + name + "': a probe takes up to " + text(probe) + ", more than its lease of "
                    + text(config.breaker().lease())
                    + ": a second probe may begin while the first is under way");
        }
        return found;
    }

    /** How long what the layers from this one inwards do may take, by their own figures. */
    private static Duration longest(PolicyConfig config, int layer) {
        if (layer == config.order().size()) {
            return Duration.ZERO;
        }
        Duration further = longest(config, layer + 1);
        return switch (config.order().get(layer)) {
            case TIMEOUT -> config.timeout();
            case RETRY -> further.multipliedBy(attempts(config)).plusNanos(Backoff.longestTotalNanos(config.retry()));
            case BULKHEAD -> mayQueue(config) ? further.plus(config.timeout()) : further;
            case BREAKER -> further;
        };
    }

    /** Whether a call may wait for a permit, at most as long as its timeout; who has a part of the permits never does. */
    private static boolean mayQueue(PolicyConfig config) {
        BulkheadConfig bulkhead = config.bulkhead();
        return config.order().contains(LayerKind.BULKHEAD)
                && bulkhead.queue() > 0
                && bulkhead.of() == null
                && bulkhead.share() == 1;
    }

    private static int attempts(PolicyConfig config) {
        return config.order().contains(LayerKind.RETRY) ? config.retry().maxAttempts() : 1;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String text(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
