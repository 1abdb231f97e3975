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
        if (attempt == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(attempt);
        }
    }
}
