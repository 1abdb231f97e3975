package dev.breakwater.resilience.policy;

import dev.breakwater.resilience.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds figures that are each in range but do not fit together. */
public final class PolicyLint {
    private PolicyLint() {}

    /** What is odd about a policy, each in one sentence with the numbers; empty where nothing is. */
    public static List<String> warnings(String name, PolicyConfig config) {
        List<String> found = new ArrayList<>();
        Duration longest = longestCall(config);
        Duration deadline = config.deadline();
        if (longest != null && deadline != null && longest.compareTo(deadline) > 0) {
            found.add("policy '" + name + "': " + attempts(config) + " attempts of " + text(config.timeout())
                    + " and the waits between them take up to " + text(longest) + ", more than its deadline of "
                    + text(deadline) + ": the last of them may be cut short or never begun");
        }
        boolean hasBreaker = config.order().contains(LayerKind.BREAKER);
        if (longest != null && hasBreaker && longest.compareTo(config.breaker().lease()) > 0) {
            found.add("policy '" + name + "': a call takes up to " + text(longest)
                    + ", more than a probe's lease of " + text(config.breaker().lease())
                    + ": a second probe may begin while the first is under way");
        }
        return found;
    }

    /** How long a call may take by its own figures; null where nothing limits an attempt. */
    private static @Nullable Duration longestCall(PolicyConfig config) {
        if (!config.order().contains(LayerKind.TIMEOUT)) {
            return null;
        }
        Duration attempts = config.timeout().multipliedBy(attempts(config));
        return attempts(config) == 1 ? attempts : attempts.plusNanos(Backoff.longestTotalNanos(config.retry()));
    }

    private static int attempts(PolicyConfig config) {
        return config.order().contains(LayerKind.RETRY) ? config.retry().maxAttempts() : 1;
    }

    private static String text(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
