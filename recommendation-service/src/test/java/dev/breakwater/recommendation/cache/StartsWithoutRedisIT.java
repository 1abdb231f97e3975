package dev.breakwater.recommendation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.recommendation.PackagedService;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Redis away when the service starts: it starts all the same, and uses Redis when that comes. */
@EnabledIf(
        value = "dev.breakwater.recommendation.cache.RedisServer#isInstalled",
        disabledReason = "no redis-server here")
class StartsWithoutRedisIT {
    private static final Duration BREAKER_CLOSED = Duration.ofSeconds(20);
    private static final String MODEL_FAILS = """
            {"type":"error","point":"model"}""";

    @Test
    void recommendsAtOnceAndRemembersOnceRedisIsThere() {
        RedisServer redis = new RedisServer();
        try (PackagedService service = PackagedService.start("quarkus.redis.hosts=" + redis.address())) {
            assertThat(source(service)).isEqualTo("MODEL");

            redis.run();
            await().atMost(BREAKER_CLOSED).until(() -> source(service).equals("MODEL") && redis.hasKeys());
            service.breaks(MODEL_FAILS);
            await().atMost(BREAKER_CLOSED).until(() -> source(service).equals("CACHE"));
        } finally {
            redis.stop();
        }
    }

    private static String source(PackagedService service) {
        String body = service.recommendations("c-1").join().body();
        return body.replaceFirst(".*\"source\":\"(\\w+)\".*", "$1");
    }
}
