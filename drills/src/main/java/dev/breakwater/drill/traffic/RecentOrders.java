package dev.breakwater.drill.traffic;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The orders made last, for those who look at one. Thread-safe. */
final class RecentOrders {
    private static final int KEPT = 64;

    private final AtomicReferenceArray<String> ids = new AtomicReferenceArray<>(KEPT);
    private final AtomicLong made = new AtomicLong();

    void add(String id) {
        ids.set((int) (made.get() % KEPT), id);
        made.incrementAndGet(); // two at once may share a place: one of them is not looked at
    }

    int size() {
        return (int) Math.min(made.get(), KEPT);
    }

    /** Any of them, another for another number; there must be one. */
    String get(long n) {
        return ids.get((int) (n % size()));
    }
}
