package dev.breakwater.resilience.policy;

import org.jspecify.annotations.Nullable;

final class NoCarrier implements AttemptCarrier {
    static final NoCarrier INSTANCE = new NoCarrier();

    @Override
    public @Nullable Attempt current() {
        return null;
    }

    @Override
    public void set(@Nullable Attempt attempt) {}
}
