package dev.breakwater.recommendation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InProcessCacheTest {
    private static final Remembered MUGS = new Remembered(List.of("sku-1"), Instant.EPOCH);

    private long nanos = Long.MAX_VALUE - 5;
    private final RecommendationCache cache = new InProcessCache(new Figures(Duration.ofMinutes(1), 100), () -> nanos);

    record Figures(Duration ttl, int maxEntries) implements CacheConfig {}

    @Test
    void knowsNothingAtFirst() {
        assertThat(recalled("c-1")).isNull();
    }

    @Test
    void remembersByCustomer() {
        remember("c-1");
        assertThat(recalled("c-1")).isEqualTo(MUGS);
        assertThat(recalled("c-2")).isNull();
    }

    @Test
    void forgetsAfterAWhile() {
        remember("c-1");
        nanos += Duration.ofSeconds(59).toNanos();
        assertThat(recalled("c-1")).isEqualTo(MUGS);

        nanos += Duration.ofSeconds(1).toNanos();
        assertThat(recalled("c-1")).isNull();
    }

    @Test
    void staysSmallHoweverManyCustomersCome() {
        for (int customer = 0; customer < 10_000; customer++) {
            remember("c-" + customer);
        }
        long remembered = 0;
        for (int customer = 0; customer < 10_000; customer++) {
            remembered += recalled("c-" + customer) == null ? 0 : 1;
        }
        // Caffeine evicts beside the writes: some may still be on their way out.
        assertThat(remembered).isLessThan(1_000);
    }

    private void remember(String customerId) {
        cache.remember(customerId, MUGS).await().indefinitely();
    }

    private Remembered recalled(String customerId) {
        return cache.recall(customerId).await().indefinitely();
    }
}
