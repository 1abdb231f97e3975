package dev.breakwater.resilience.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.breakwater.resilience.Race;
import dev.breakwater.resilience.time.ErraticClock;
import dev.breakwater.resilience.time.VirtualTime;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RateLimiterTest {
    private static final long SECOND = 1_000_000_000L;

    private final VirtualTime time = new VirtualTime();
    private RateLimiter limiter = new RateLimiter(RateLimitConfig.DEFAULTS, time);

    private int takeAll(String client) {
        int taken = 0;
        while (limiter.tryAcquire(client).allowed()) {
            taken++;
        }
        return taken;
    }

    @Test
    void allowsABurstAndThenTheRate() {
        assertThat(takeAll("a")).isEqualTo(100);
        time.advance(SECOND / 10 - 1);
        assertThat(takeAll("a")).isZero();
        time.advance(1);
        assertThat(takeAll("a")).isEqualTo(1);
        time.advance(3 * SECOND);
        assertThat(takeAll("a")).isEqualTo(30);
    }

    @Test
    void savesNoMoreThanABurst() {
        takeAll("a");
        time.advance(1_000_000 * SECOND);
        assertThat(takeAll("a")).isEqualTo(100);
    }

    @Test
    void saysHowMuchIsLeftAndWhenItIsFullAgain() {
        assertThat(limiter.tryAcquire("a")).isEqualTo(new RateLimit(true, 99, SECOND / 10, 0));
        assertThat(limiter.tryAcquire("a")).isEqualTo(new RateLimit(true, 98, SECOND / 5, 0));
        time.advance(SECOND / 20);
        assertThat(limiter.tryAcquire("a")).isEqualTo(new RateLimit(true, 97, SECOND / 4, 0));
    }

    @Test
    void saysWhenToComeBack() {
        takeAll("a");
        assertThat(limiter.tryAcquire("a")).isEqualTo(new RateLimit(false, 0, 10 * SECOND, SECOND / 10));
        time.advance(SECOND / 40);
        RateLimit refused = limiter.tryAcquire("a");
        assertThat(refused.retryAfterNanos()).isEqualTo(SECOND * 3 / 40);

        time.advance(refused.retryAfterNanos());
        assertThat(limiter.tryAcquire("a").allowed()).isTrue();
    }

    @Test
    void aRefusedRequestCostsNothing() {
        takeAll("a");
        for (int i = 0; i < 1000; i++) {
            limiter.tryAcquire("a");
        }
        time.advance(SECOND / 10);
        assertThat(takeAll("a")).isEqualTo(1);
    }

    @Test
    void eachClientHasABucketOfItsOwn() {
        takeAll("a");
        assertThat(takeAll("b")).isEqualTo(100);
        assertThat(limiter.clients()).isEqualTo(2);
    }

    @Nested
    class InBoundedMemory {
        InBoundedMemory() {
            limiter = new RateLimiter(new RateLimitConfig(2, 10, 3), time);
        }

        @Test
        void forgetsClientsWhoseBucketsAreFullAgain() {
            for (int client = 0; client < 1000; client++) {
                limiter.tryAcquire("client-" + client);
                time.advance(SECOND / 5);
            }
            assertThat(limiter.clients()).isLessThanOrEqualTo(3);
        }

        @Test
        void neverForgetsADrainedClient() {
            takeAll("drained");
            for (int client = 0; client < 1000; client++) {
                limiter.tryAcquire("client-" + client);
            }
            assertThat(takeAll("drained")).isZero();
            time.advance(SECOND / 10);
            assertThat(takeAll("drained")).isEqualTo(1);
        }

        @Test
        void thoseWhoDoNotFitShareOneBucketUntilThereIsPlace() {
            takeAll("a");
            takeAll("b");
            takeAll("c");
            assertThat(takeAll("d")).isEqualTo(2);
            assertThat(takeAll("e")).isZero();
            assertThat(limiter.clients()).isEqualTo(3);

            time.advance(SECOND);
            assertThat(takeAll("e")).isEqualTo(2);
            assertThat(takeAll("f")).isEqualTo(2);
        }

        @Test
        void looksForForgottenClientsNoMoreOftenThanTenTimesASecond() {
            limiter = new RateLimiter(new RateLimitConfig(1, 20, 1), time);
            takeAll("a");
            assertThat(takeAll("b")).isEqualTo(1); // looked in vain; b got the shared token
            time.advance(SECOND / 20);
            assertThat(takeAll("c")).isEqualTo(1); // a's bucket is full again, but it is too soon to look
            assertThat(takeAll("a")).isEqualTo(1);
            time.advance(SECOND / 20);
            assertThat(takeAll("d")).isEqualTo(1);
            assertThat(takeAll("e")).isEqualTo(1);
            assertThat(takeAll("a")).isZero(); // its place is d's now, and the shared token e's
        }
    }

    @Nested
    class Reconfigured {
        @Test
        void aDrainedClientStaysDrainedAndFillsAtTheNewRate() {
            takeAll("a");
            limiter.reconfigure(new RateLimitConfig(100, 100, 1000));
            assertThat(takeAll("a")).isZero();
            time.advance(SECOND / 100);
            assertThat(takeAll("a")).isEqualTo(1);

            limiter.reconfigure(new RateLimitConfig(100, 1, 1000));
            assertThat(takeAll("a")).isZero();
            time.advance(SECOND);
            assertThat(takeAll("a")).isEqualTo(1);
        }

        @Test
        void theBucketThatManyShareStaysDrainedToo() {
            limiter = new RateLimiter(new RateLimitConfig(2, 1, 1), time);
            takeAll("a");
            assertThat(takeAll("b")).isEqualTo(2);
            limiter.reconfigure(new RateLimitConfig(2, 1000, 1));
            assertThat(takeAll("c")).isZero();
        }

        @Test
        void whatATimeHasEarnedIsLeftToo() {
            takeAll("a");
            time.advance(3 * SECOND);
            limiter.reconfigure(new RateLimitConfig(100, 1000, 1000));
            assertThat(takeAll("a")).isEqualTo(30);
        }

        @Test
        void aHigherBurstIsEarnedNotGiven() {
            takeAll("a");
            limiter.reconfigure(new RateLimitConfig(200, 10, 1000));
            assertThat(takeAll("a")).isZero();
            time.advance(20 * SECOND);
            assertThat(takeAll("a")).isEqualTo(200);
        }

        @Test
        void aLowerBurstHoldsAtOnce() {
            limiter.tryAcquire("a");
            limiter.reconfigure(new RateLimitConfig(10, 10, 1000));
            assertThat(takeAll("a")).isEqualTo(10);
            assertThat(limiter.config().burst()).isEqualTo(10);
        }

        @Test
        void whatWasLeftOfABurstIsLeft() {
            for (int i = 0; i < 40; i++) {
                limiter.tryAcquire("a");
            }
            limiter.reconfigure(new RateLimitConfig(100, 1000, 1000));
            assertThat(takeAll("a")).isEqualTo(60);
        }
    }

    @Nested
    class OnAClockThatGoesBack {
        private final ErraticClock clock = new ErraticClock();

        OnAClockThatGoesBack() {
            limiter = new RateLimiter(new RateLimitConfig(2, 1, 1), clock);
        }

        @Test
        @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void stillAnswers() {
            clock.move(-1);
            assertThat(takeAll("a")).isEqualTo(2);
        }

        @Test
        void givesADrainedClientNothing() {
            takeAll("a");
            clock.move(-1000 * SECOND);
            assertThat(takeAll("a")).isZero();
            clock.move(1001 * SECOND);
            assertThat(takeAll("a")).isEqualTo(1);
        }
    }

    @Test
    void manyThreadsTogetherGetABurstAndNoMore() {
        try (Race race = new Race(8)) {
            int taken = race.run(thread -> takeAll("a")).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(taken).isEqualTo(100);
        }
    }

    @Test
    void manyThreadsWithManyClientsGetNoMoreThanTheirSharesWhileBucketsAreForgotten() {
        RateLimiter small = new RateLimiter(new RateLimitConfig(1, 1_000_000, 8), time);
        try (Race race = new Race(8)) {
            race.run(thread -> {
                for (int i = 0; i < 5_000; i++) {
                    small.tryAcquire("client-" + (i * 31 + thread) % 64);
                    if (thread == 0) {
                        time.advance(SECOND / 10); // every look for full buckets finds all of them
                    }
                }
                return null;
            });
        }
        assertThat(small.clients()).isLessThanOrEqualTo(8 + 8); // one too many a thread at worst
    }

    @Test
    void refusesFiguresOutOfRange() {
        new RateLimitConfig(1, 0.0001, 1);
        new RateLimitConfig(1_000_000, 1_000_000, 10_000_000);
        assertRefused(0, 1, 1, "burst is 0; it must be 1 to 1000000");
        assertRefused(1_000_001, 1, 1, "burst is 1000001; it must be 1 to 1000000");
        assertRefused(1, 0, 1, "per-second is 0.0; it must be above 0 and at most 1000000");
        assertRefused(1, 1_000_001, 1, "per-second is 1000001.0; it must be above 0 and at most 1000000");
        assertRefused(1, Double.NaN, 1, "per-second is NaN; it must be above 0 and at most 1000000");
        assertRefused(1, 1, 0, "max-clients is 0; it must be 1 to 10000000");
        assertRefused(1, 1, 10_000_001, "max-clients is 10000001; it must be 1 to 10000000");
    }

    @Test
    void refusesARateTooLowToFillABurstWithinThirtyDays() {
        new RateLimitConfig(100, 100 / (30 * 86_400.0), 1);
        assertRefused(100, 1e-9, 1, "per-second is 1.0E-9; it must be enough to fill a burst of 100 within 30 days");
    }

    private static void assertRefused(int burst, double perSecond, int maxClients, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimitConfig(burst, perSecond, maxClients))
                .withMessage(message);
    }
}
