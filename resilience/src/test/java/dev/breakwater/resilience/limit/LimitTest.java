package dev.breakwater.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Feeds samples straight in. */
class LimitTest {
    private static final long MILLIS = 1_000_000;

    /** Calls that fill the limit and all take so long. */
    private static void busy(Limit limit, int samples, long elapsedNanos) {
        for (int i = 0; i < samples; i++) {
            limit.onSample(elapsedNanos, limit.current(), false);
        }
    }

    private static void dropped(Limit limit, int samples, long elapsedNanos) {
        for (int i = 0; i < samples; i++) {
            limit.onSample(elapsedNanos, limit.current(), true);
        }
    }

    @Test
    void aFixedLimitStaysWhateverHappens() {
        Limit limit = new FixedLimit(7);
        busy(limit, 100, MILLIS);
        dropped(limit, 100, MILLIS);
        assertThat(limit.current()).isEqualTo(7);
    }

    @Nested
    class Gradient2 {
        private final Limit limit = new Gradient2Limit(20, 100);

        @Test
        void startsWhereItIsTold() {
            assertThat(limit.current()).isEqualTo(20);
        }

        @Test
        void growsByAFewWhileCallsAreNoSlowerThanUsual() {
            busy(limit, 1, 10 * MILLIS);
            assertThat(limit.current()).isEqualTo(20); // 20.8
            busy(limit, 4, 10 * MILLIS);
            assertThat(limit.current()).isEqualTo(24);
        }

        @Test
        void growsToItsMaximumAndNoFurther() {
            busy(limit, 10_000, 10 * MILLIS);
            assertThat(limit.current()).isEqualTo(100);
        }

        @Test
        void takesHalfAsSlowAgainForNoQueue() {
            busy(limit, 10, 10 * MILLIS);
            int before = limit.current();
            busy(limit, 10, 14 * MILLIS);
            assertThat(limit.current()).isGreaterThan(before);
        }

        @Test
        void shrinksWhenCallsBecomeSlow() {
            busy(limit, 600, 10 * MILLIS);
            busy(limit, 30, 100 * MILLIS);
            assertThat(limit.current()).isLessThan(20);
        }

        @Test
        void atWorstHalvesButKeepsAFewCallsGoing() {
            busy(limit, 600, MILLIS);
            busy(limit, 40, 1000 * MILLIS);
            // Where the gradient stays at its floor of a half, the limit settles at twice the queue of four.
            assertThat(limit.current()).isBetween(7, 9);
        }

        @Test
        void shrinksWhenCallsAreDroppedDownToOne() {
            dropped(limit, 1, MILLIS);
            assertThat(limit.current()).isEqualTo(18);
            dropped(limit, 1_000, MILLIS);
            assertThat(limit.current()).isEqualTo(1);
        }

        @Test
        void growsAgainOnceAnswersComeBack() {
            busy(limit, 100, 10 * MILLIS);
            dropped(limit, 1_000, 10 * MILLIS);
            busy(limit, 2_000, 10 * MILLIS);
            assertThat(limit.current()).isEqualTo(100);
        }

        @Test
        void quickFailuresDoNotMakeTheUsualLatencyLookSlow() {
            busy(limit, 600, 100 * MILLIS);
            dropped(limit, 600, MILLIS / 10); // connection refused, at once
            busy(limit, 300, 100 * MILLIS);
            assertThat(limit.current()).isEqualTo(100);
        }

        @Test
        void learnsNothingAboutTheLimitWhileItIsNotUnderLoad() {
            for (int i = 0; i < 100; i++) {
                limit.onSample(10 * MILLIS, 9, false);
            }
            assertThat(limit.current()).isEqualTo(20);
            limit.onSample(10 * MILLIS, 10, false);
            limit.onSample(10 * MILLIS, 11, false);
            assertThat(limit.current()).isEqualTo(21);
        }

        @Test
        void comesBackToTheUsualLatencyQuicklyWhenALoadIsOver() {
            busy(limit, 5_000, 1000 * MILLIS); // very slow became the usual
            busy(limit, 100, 10 * MILLIS); // and then all was quick again
            busy(limit, 20, 40 * MILLIS);
            assertThat(limit.current()).isLessThan(90);
        }

        @Test
        void survivesElapsedTimesOfZeroAndLess() {
            limit.onSample(0, 20, false);
            limit.onSample(-5, 20, false);
            busy(limit, 10, MILLIS);
            assertThat(limit.current()).isBetween(1, 100);
        }
    }

    @Nested
    class Vegas {
        private final Limit limit = new VegasLimit(20, 100);

        @Test
        void startsWhereItIsTold() {
            assertThat(limit.current()).isEqualTo(20);
        }

        @Test
        void takesTheFirstSampleForTheLeastLatencyAndDecidesNothing() {
            limit.onSample(10 * MILLIS, 20, false);
            assertThat(limit.current()).isEqualTo(20);
        }

        @Test
        void growsFastWhileNothingQueues() {
            busy(limit, 2, 10 * MILLIS);
            assertThat(limit.current()).isEqualTo(27); // 20 + 6·log10(20)
        }

        @Test
        void growsSlowlyWhileLittleQueues() {
            busy(limit, 1, 10 * MILLIS);
            limit.onSample(11 * MILLIS, 20, false); // a queue of 20 × (1 − 10/11), rounded up to 2
            assertThat(limit.current()).isEqualTo(21);
        }

        @Test
        void staysWhileTheQueueIsAsItShouldBe() {
            busy(limit, 1, 10 * MILLIS);
            limit.onSample(13 * MILLIS, 20, false); // 20 × (1 − 10/13) is 5, between 3.9 and 7.8
            assertThat(limit.current()).isEqualTo(20);
        }

        @Test
        void shrinksWhenTheQueueIsLong() {
            busy(limit, 1, 10 * MILLIS);
            limit.onSample(20 * MILLIS, 20, false);
            assertThat(limit.current()).isEqualTo(18);
        }

        @Test
        void shrinksWhenACallIsDroppedDownToOne() {
            busy(limit, 1, 10 * MILLIS);
            dropped(limit, 1, 10 * MILLIS);
            assertThat(limit.current()).isEqualTo(18);
            dropped(limit, 100, 10 * MILLIS);
            assertThat(limit.current()).isEqualTo(1);
        }

        @Test
        void growsToItsMaximumAndNoFurther() {
            busy(limit, 100, 10 * MILLIS);
            assertThat(limit.current()).isEqualTo(100);
        }

        @Test
        void learnsNothingWhileItIsNotUnderLoad() {
            busy(limit, 1, 10 * MILLIS);
            limit.onSample(10 * MILLIS, 9, false);
            limit.onSample(50 * MILLIS, 9, false);
            assertThat(limit.current()).isEqualTo(20);
            limit.onSample(10 * MILLIS, 10, false);
            assertThat(limit.current()).isGreaterThan(20);
        }

        @Test
        void aQuickerCallIsTheNewLeastLatency() {
            busy(limit, 1, 20 * MILLIS);
            limit.onSample(10 * MILLIS, 20, false);
            limit.onSample(20 * MILLIS, 20, false);
            assertThat(limit.current()).isEqualTo(18);
        }

        @Test
        void measuresTheLeastLatencyAnewNowAndThen() {
            busy(limit, 1, MILLIS);
            busy(limit, 10_000, 10 * MILLIS); // slower for good
            assertThat(limit.current()).isEqualTo(100);
        }
    }
}
