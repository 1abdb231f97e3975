package dev.breakwater.resilience.policy;

import org.jspecify.annotations.Nullable;

final class ThreadCarrier implements AttemptCarrier {
    static final ThreadCarrier INSTANCE = new ThreadCarrier();

    private static final ThreadLocal<@Nullable Attempt> CURRENT = new ThreadLocal<>();

    @Override
    public @Nullable Attempt current() {
        return CURRENT.get();
    }

    @Override
    public void set(@Nullable Attempt attempt) {
        CURRENT.set(attempt); // null too: to remove the entry and make it anew costs more than the call
    }
}
