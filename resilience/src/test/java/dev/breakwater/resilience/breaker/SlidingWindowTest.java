package dev.breakwater.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.time.VirtualTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both windows against a plain list of everything that happened. */
class SlidingWindowTest {
    private record Call(boolean failed, boolean slow, long second) {}

    @Test
    void ofCallsHoldsTheLastOnesAndNoOther() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(20);
            SlidingWindow window = new SlidingWindow.OfCalls(size);
            Deque<Call> expected = new ArrayDeque<>();
            for (int i = 0; i < 200; i++) {
                if (random.nextInt(20) == 0) {
                    size = 1 + random.nextInt(20);
                    window = window.resized(size);
                } else {
                    expected.addLast(record(window, random, 0));
                }
                while (expected.size() > size) {
                    expected.removeFirst();
                }
                assertHolds(window, expected, seed);
            }
        }
    }

    @Test
    void ofSecondsHoldsTheLastOnesAndNoOther() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            VirtualTime time = new VirtualTime();
            int size = 1 + random.nextInt(20);
            SlidingWindow window = new SlidingWindow.OfSeconds(size, time);
            List<Call> expected = new ArrayList<>();
            long second = 0;
            for (int i = 0; i < 200; i++) {
                int passed = random.nextInt(50) == 0 ? 1 + random.nextInt(60) : random.nextInt(3);
                time.advance(passed * 1_000_000_000L);
                second += passed;
                forget(expected, second - size);
                if (random.nextInt(20) == 0) {
                    size = 1 + random.nextInt(20);
                    window = window.resized(size);
                } else {
                    expected.add(record(window, random, second));
                }
                forget(expected, second - size);
                assertHolds(window, expected, seed);
            }
        }
    }

    private static void forget(List<Call> calls, long upToSecond) {
        calls.removeIf(call -> call.second <= upToSecond);
    }

    private static Call record(SlidingWindow window, Random random, long second) {
        Call call = new Call(random.nextBoolean(), random.nextBoolean(), second);
        window.record(call.failed, call.slow);
        return call;
    }

    private static void assertHolds(SlidingWindow window, Iterable<Call> expected, int seed) {
        int calls = 0;
        int failures = 0;
        int slow = 0;
        for (Call call : expected) {
            calls++;
            failures += call.failed ? 1 : 0;
            slow += call.slow ? 1 : 0;
        }
        assertThat(List.of(window.calls, window.failures, window.slow))
                .as("calls, failures and slow calls with seed %d", seed)
                .containsExactly(calls, failures, slow);
    }
}
