package dev.breakwater.resilience.breaker;

import dev.breakwater.resilience.time.TimeSource;

/** Recent calls, and how many of them failed or were slow. Not thread-safe: {@link RateTally} guards it. */
abstract sealed class SlidingWindow {
    int calls;
    int failures;
    int slow;

    abstract void record(boolean failed, boolean slowCall);

    /** A window of another size with the newest of these calls, as many as fit. */
    abstract SlidingWindow resized(int size);

    /** The last so many calls. */
    static final class OfCalls extends SlidingWindow {
        private static final byte FAILED = 1;
        private static final byte SLOW = 2;

        private final byte[] ring;
        private int next;

        OfCalls(int size) {
            ring = new byte[size];
        }

        @Override
        void record(boolean failed, boolean slowCall) {
            if (calls == ring.length) {
                failures -= ring[next] & FAILED;
                slow -= (ring[next] & SLOW) >> 1;
            } else {
                calls++;
            }
            ring[next] = (byte) ((failed ? FAILED : 0) | (slowCall ? SLOW : 0));
            failures += failed ? 1 : 0;
            slow += slowCall ? 1 : 0;
            next = (next + 1) % ring.length;
        }

        @Override
        OfCalls resized(int size) {
            OfCalls copy = new OfCalls(size);
            int kept = Math.min(calls, size);
            for (int age = kept; age >= 1; age--) {
                byte call = ring[Math.floorMod(next - age, ring.length)];
                copy.record((call & FAILED) != 0, (call & SLOW) != 0);
            }
            return copy;
        }
    }

    /** The calls of the last so many seconds, in slots of one second. */
    static final class OfSeconds extends SlidingWindow {
        private static final long SLOT_NANOS = 1_000_000_000L;

        private final TimeSource time;
        private final int[] slotCalls;
        private final int[] slotFailures;
        private final int[] slotSlow;
        private final long originNanos;
        private long currentSlot;

        OfSeconds(int seconds, TimeSource time) {
            this(seconds, time, time.nanoTime(), 0);
        }

        private OfSeconds(int seconds, TimeSource time, long originNanos, long currentSlot) {
            this.time = time;
            this.originNanos = originNanos;
            this.currentSlot = currentSlot;
            slotCalls = new int[seconds];
            slotFailures = new int[seconds];
            slotSlow = new int[seconds];
        }

        @Override
        void record(boolean failed, boolean slowCall) {
            forgetOld();
            int slot = (int) (currentSlot % slotCalls.length);
            slotCalls[slot]++;
            calls++;
            if (failed) {
                slotFailures[slot]++;
                failures++;
            }
            if (slowCall) {
                slotSlow[slot]++;
                slow++;
            }
        }

        private void forgetOld() {
            long target = (time.nanoTime() - originNanos) / SLOT_NANOS;
            long first = Math.max(currentSlot + 1, target - slotCalls.length + 1);
            for (long slot = first; slot <= target; slot++) {
                clear((int) (slot % slotCalls.length));
            }
            currentSlot = Math.max(currentSlot, target);
        }

        @Override
        OfSeconds resized(int seconds) {
            forgetOld();
            OfSeconds copy = new OfSeconds(seconds, time, originNanos, currentSlot);
            int kept = (int) Math.min(Math.min(seconds, slotCalls.length), currentSlot + 1);
            for (long slot = currentSlot - kept + 1; slot <= currentSlot; slot++) {
                int from = (int) (slot % slotCalls.length);
                int to = (int) (slot % seconds);
                copy.slotCalls[to] = slotCalls[from];
                copy.slotFailures[to] = slotFailures[from];
                copy.slotSlow[to] = slotSlow[from];
                copy.calls += slotCalls[from];
                copy.failures += slotFailures[from];
                copy.slow += slotSlow[from];
            }
            return copy;
        }

        private void clear(int slot) {
            calls -= slotCalls[slot];
            failures -= slotFailures[slot];
            slow -= slotSlow[slot];
            slotCalls[slot] = 0;
            slotFailures[slot] = 0;
            slotSlow[slot] = 0;
        }
    }
}
