package dev.breakwater.resilience;

import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.breaker.BreakerConfig.Mode;
import dev.breakwater.resilience.breaker.BreakerConfig.WindowType;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.policy.LayerKind;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.resilience.retry.RetryConfig.JitterMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Figures by chance, small ones, so that every limit is met often. Durations are whole, even milliseconds. */
public record RandomFigures(SplittableRandom random) {
    private static final Double[] PER_SECOND = {0.0, 0.1, 20.0}; // a reserve of none, of one, of plenty

    public PolicyConfig policy() {
        return policy(null);
    }

    /** The same, of a policy that takes another's permits where that is named. */
    public PolicyConfig policy(@Nullable String owner) {
        return new PolicyConfig(
                millis(10, 200),
                random.nextInt(3) == 0 ? millis(20, 500) : null,
                order(),
                retry(),
                breaker(),
                new BulkheadConfig(
                        1 + random.nextInt(3),
                        random.nextInt(4),
                        oneOf(BulkheadConfig.Kind.values()),
                        owner,
                        random.nextInt(4) == 0 ? 0.5 : 1));
    }

    /** Any order of any layers, mostly of all. */
    private List<LayerKind> order() {
        List<LayerKind> layers = new ArrayList<>(List.of(LayerKind.BULKHEAD, LayerKind.BREAKER, LayerKind.RETRY));
        for (int i = layers.size() - 1; i > 0; i--) {
            layers.add(layers.remove(random.nextInt(i + 1)));
        }
        layers.removeIf(layer -> random.nextInt(8) == 0);
        if (random.nextInt(8) > 0) {
            layers.add(LayerKind.TIMEOUT);
        }
        return layers;
    }

    private RetryConfig retry() {
        Duration base = millis(0, 50);
        return new RetryConfig(
                1 + random.nextInt(4),
                base,
                1 + random.nextInt(2),
                base.plus(millis(0, 100)),
                random.nextInt(2), // all or nothing: with it an even wait is a whole one still
                oneOf(JitterMode.values()),
                random.nextInt(3) * 0.5,
                oneOf(PER_SECOND));
    }

    private BreakerConfig breaker() {
        int window = 2 + random.nextInt(6);
        return new BreakerConfig(
                oneOf(Mode.values()),
                1 + random.nextInt(4),
                oneOf(WindowType.values()),
                window,
                1 + random.nextInt(window),
                (1 + random.nextInt(4)) * 0.25,
                millis(10, 150),
                (1 + random.nextInt(4)) * 0.25,
                millis(10, 200),
                millis(10, 300));
    }

    /** Whole, even milliseconds, from the least to the most; the least where both are 0. */
    public Duration millis(int least, int most) {
        return Duration.ofMillis(least + 2L * random.nextInt((most - least) / 2 + 1));
    }

    public <T> T oneOf(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
