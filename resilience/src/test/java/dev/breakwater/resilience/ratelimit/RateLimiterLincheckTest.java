package dev.breakwater.resilience.ratelimit;

import dev.breakwater.resilience.Linearizable;
import dev.breakwater.resilience.time.VirtualTime;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class RateLimiterLincheckTest {

    @Test
    void aBucketGivesEachTokenOnceAndIsForgottenOnlyFull() {
        Linearizable.check(OneBucket.class);
    }

    @Test
    @EnabledIfSystemProperty(named = "breakwater.thorough", matches = "true")
    void everyClientHasOneBucketHoweverManyRequestsComeAtOnce() {
        Linearizable.check(Clients.class);
    }

    public static class OneBucket {
        private static final long NOW = 5;

        private final RateLimitConfig figures = new RateLimitConfig(3, 1, 10);
        private final RateLimitConfig others = new RateLimitConfig(2, 1, 10);
        private final TokenBucket bucket = new TokenBucket(NOW);

        @Operation
        public RateLimit take() {
            return bucket.tryTake(figures, NOW);
        }

        @Operation
        public void rescale() {
            bucket.rescale(figures, others, NOW);
        }

        /** One sweep at a time: two at once both see to it that a full bucket goes, but only one says so. */
        @Operation(nonParallelGroup = "sweep")
        public boolean retire() {
            return bucket.retireIfFull(NOW);
        }
    }

    /** Room for one client, so that the other one sweeps, and shares. */
    @Param(name = "client", gen = IntGen.class, conf = "0:1")
    public static class Clients {
        private final RateLimiter limiter = new RateLimiter(new RateLimitConfig(2, 1, 1), new VirtualTime());

        @Operation
        public RateLimit request(@Param(name = "client") int client) {
            return limiter.tryAcquire("client " + client);
        }
    }
}
