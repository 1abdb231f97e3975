package dev.breakwater.recommendation.cache;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The service with a real Redis, which comes and goes. */
@QuarkusTest
@WithTestResource(RedisServer.class)
@EnabledIf(
        value = "dev.breakwater.recommendation.cache.RedisServer#isInstalled",
        disabledReason = "no redis-server here")
class RedisCacheTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    @Inject
    RecommendationCache cache;

    RedisServer redis;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void isTheCacheThatIsConfigured() {
        assertThat(cache).isInstanceOf(RedisCache.class);
    }

    @Test
    void remembersAndForgets() {
        Remembered mugs = new Remembered(List.of("sku-1", "sku-2"), Instant.parse("2026-01-01T12:00:00.123Z"));
        await().atMost(BOUND).ignoreExceptions().untilAsserted(() -> {
            cache.remember("c-1", mugs).await().atMost(BOUND);
            assertThat(cache.recall("c-1").await().atMost(BOUND)).isEqualTo(mugs);
        });
        assertThat(cache.recall("nobody").await().atMost(BOUND)).isNull();
    }

    @Test
    void whatTheModelSaysIsRemembered() {
        await().atMost(BOUND).ignoreExceptions().untilAsserted(() -> {
            List<String> items = when().get("/recommendations/c-2").path("items");
            assertThat(cache.recall("c-2").await().atMost(BOUND).items()).isEqualTo(items);
        });
    }

    @Test
    void redisMayGoAndComeBack() {
        redis.kill();
        try {
            theModelAnswersAsUsual();
            withoutTheModelTheDefaultsAnswer();
        } finally {
            redis.run();
        }
        whatTheModelSaysIsRemembered();
    }

    @Test
    void redisMayHangAndGoOn() {
        redis.hang();
        try {
            theModelAnswersAsUsual();
            withoutTheModelTheDefaultsAnswer();
        } finally {
            redis.goOn();
        }
        whatTheModelSaysIsRemembered();
    }

    private static void theModelAnswersAsUsual() {
        for (int request = 0; request < 20; request++) {
            when().get("/recommendations/c-3").then().statusCode(200).body("source", equalTo("MODEL"));
        }
    }

    private void withoutTheModelTheDefaultsAnswer() {
        given().body("{\"type\": \"error\", \"point\": \"model\"}").put(management.resolve("/chaos/faults/ill"));
        try {
            for (int request = 0; request < 10; request++) {
                when().get("/recommendations/c-3").then().statusCode(200).body("source", equalTo("DEFAULTS"));
            }
        } finally {
            given().delete(management.resolve("/chaos/faults/ill"));
        }
    }
}
